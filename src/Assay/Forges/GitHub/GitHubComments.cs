using System.Collections.Immutable;
using Octokit;

namespace Assay.Forges.GitHub;

/// <summary>Our comments on a pull request.</summary>
/// <param name="api">The repository.</param>
/// <param name="owner">Whose comments are ours.</param>
internal sealed class GitHubComments(GitHubApi api, GitHubIdentity owner)
{
    private const string Permission = "pull-requests: write";

    public async Task<ImmutableArray<ForgeComment>> ListAsync(int pullRequest, string beginning)
    {
        var all = await api.AskAsync(
                "list the pull request's comments",
                Permission,
                client => client.Issue.Comment.GetAllForIssue(api.Owner, api.Name, pullRequest, GitHubApi.AllPages)
            )
            .ConfigureAwait(false);
        IssueComment[] found = [.. all.Where(c => c.Body?.StartsWith(beginning, StringComparison.Ordinal) == true)];
        var ours = ImmutableArray.CreateBuilder<ForgeComment>();
        foreach (var comment in found.OrderBy(c => c.Id))
        {
            if (await owner.IsAsync(comment.User).ConfigureAwait(false))
            {
                ours.Add(Of(comment));
            }
        }

        return ours.ToImmutable();
    }

    public async Task<ForgeComment> AddAsync(int pullRequest, string body) =>
        Of(
            await api.AskAsync(
                    "write the comment",
                    Permission,
                    client => client.Issue.Comment.Create(api.Owner, api.Name, pullRequest, body)
                )
                .ConfigureAwait(false)
        );

    public async Task<ForgeComment> SetAsync(long id, string body) =>
        Of(
            await api.AskAsync(
                    "write the comment anew",
                    Permission,
                    client => client.Issue.Comment.Update(api.Owner, api.Name, id, body)
                )
                .ConfigureAwait(false)
        );

    public Task RemoveAsync(long id) =>
        api.FindAsync(
            "remove a second comment",
            Permission,
            async client =>
            {
                await client.Issue.Comment.Delete(api.Owner, api.Name, id).ConfigureAwait(false);
                return client;
            }
        );

    private static ForgeComment Of(IssueComment comment) =>
        new(
            comment.Id,
            comment.Body,
            Uri.TryCreate(comment.HtmlUrl, UriKind.Absolute, out var address) ? address : null
        );
}
