using System.Collections.Immutable;
using Octokit;

namespace Assay.Forges.GitHub;

/// <summary>Our comments on a pull request.</summary>
/// <param name="api">The repository.</param>
/// <param name="token">Whose comments are ours.</param>
internal sealed class GitHubComments(GitHubApi api, string token)
{
    private const string Permission = "pull-requests: write";

    // Tokens of an app's installation, the job's own among them, begin so; such a token cannot ask who it is.
    private const string InstallationToken = "ghs_";
    private long? _user;

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
            // Anybody can write our marker into a comment of theirs, and change it after we wrote a verdict into it.
            if (await IsOursAsync(comment).ConfigureAwait(false))
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

    private async Task<bool> IsOursAsync(IssueComment comment)
    {
        if (token.StartsWith(InstallationToken, StringComparison.Ordinal))
        {
            return comment.User?.Type == AccountType.Bot;
        }

        _user ??= (
            await api.AskAsync("say whose token it is", "read:user", client => client.User.Current())
                .ConfigureAwait(false)
        ).Id;
        return comment.User?.Id == _user;
    }

    private static ForgeComment Of(IssueComment comment) =>
        new(
            comment.Id,
            comment.Body,
            Uri.TryCreate(comment.HtmlUrl, UriKind.Absolute, out var address) ? address : null
        );
}
