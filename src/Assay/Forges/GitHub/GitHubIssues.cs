using System.Collections.Immutable;
using Octokit;

namespace Assay.Forges.GitHub;

/// <summary>Our issues, found by their label.</summary>
/// <param name="api">The repository.</param>
/// <param name="owner">Whose issues are ours.</param>
internal sealed class GitHubIssues(GitHubApi api, GitHubIdentity owner)
{
    private const string Permission = "issues: write";
    private const string LabelColor = "8250df";

    public async Task<ImmutableArray<ForgeIssue>> ListAsync(string beginning)
    {
        var request = new RepositoryIssueRequest { State = ItemStateFilter.All, Filter = IssueFilter.All };
        request.Labels.Add(ForgeIssue.Label);
        var all = await api.AskAsync(
                "list the issues",
                Permission,
                client => client.Issue.GetAllForRepository(api.Owner, api.Name, request, GitHubApi.AllPages)
            )
            .ConfigureAwait(false);
        var ours = ImmutableArray.CreateBuilder<ForgeIssue>();
        foreach (var issue in all.Where(i => i.PullRequest is null).OrderBy(i => i.Number))
        {
            if (
                issue.Body?.StartsWith(beginning, StringComparison.Ordinal) == true
                && await owner.IsAsync(issue.User).ConfigureAwait(false)
            )
            {
                ours.Add(Of(issue));
            }
        }

        return ours.ToImmutable();
    }

    public async Task<ForgeIssue> OpenAsync(string title, string body)
    {
        await MakeLabelAsync().ConfigureAwait(false);
        var issue = new NewIssue(title) { Body = body };
        issue.Labels.Add(ForgeIssue.Label);
        return Of(
            await api.AskAsync("open an issue", Permission, client => client.Issue.Create(api.Owner, api.Name, issue))
                .ConfigureAwait(false)
        );
    }

    public async Task<ForgeIssue> SetAsync(ForgeIssue issue)
    {
        var update = new IssueUpdate
        {
            Title = issue.Title,
            Body = issue.Body,
            State = issue.IsOpen ? ItemState.Open : ItemState.Closed,
        };
        // Without its label it would not be found again.
        update.AddLabel(ForgeIssue.Label);
        return Of(
            await api.AskAsync(
                    "write the issue anew",
                    Permission,
                    client => client.Issue.Update(api.Owner, api.Name, issue.Number, update)
                )
                .ConfigureAwait(false)
        );
    }

    private Task<GitHubClient> MakeLabelAsync() =>
        api.AskAsync(
            "make the label of issues",
            Permission,
            async client =>
            {
                try
                {
                    await client
                        .Issue.Labels.Create(
                            api.Owner,
                            api.Name,
                            new NewLabel(ForgeIssue.Label, LabelColor) { Description = "Kept by Assay" }
                        )
                        .ConfigureAwait(false);
                }
                catch (ApiValidationException)
                {
                    // It is there.
                }

                return client;
            }
        );

    private static ForgeIssue Of(Issue issue) =>
        new(
            issue.Number,
            issue.Title,
            issue.Body ?? "",
            issue.State.Value == ItemState.Open,
            Uri.TryCreate(issue.HtmlUrl, UriKind.Absolute, out var address) ? address : null
        );
}
