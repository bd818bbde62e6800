using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Forges.GitLab;

/// <summary>Our issues, found by their label.</summary>
/// <param name="api">The project.</param>
/// <param name="owner">Whose issues are ours.</param>
internal sealed class GitLabIssues(GitLabApi api, GitLabIdentity owner)
{
    public async Task<ImmutableArray<ForgeIssue>> ListAsync(string beginning, CancellationToken cancellationToken)
    {
        var all = await api.ListAsync(
                "list the issues",
                $"issues?labels={ForgeIssue.Label}&scope=all&state=all",
                GitLabJson.Default.ImmutableArrayProjectIssue,
                cancellationToken
            )
            .ConfigureAwait(false);
        var ours = ImmutableArray.CreateBuilder<ForgeIssue>();
        foreach (var issue in all.OrderBy(i => i.Iid))
        {
            if (
                issue.Description?.StartsWith(beginning, StringComparison.Ordinal) == true
                && await owner.IsAsync(issue.Author, cancellationToken).ConfigureAwait(false)
            )
            {
                ours.Add(Of(issue));
            }
        }

        return ours.ToImmutable();
    }

    public async Task<ForgeIssue> OpenAsync(string title, string body, CancellationToken cancellationToken) =>
        Of(
            await api.SendAsync(
                    "open an issue",
                    HttpMethod.Post,
                    "issues",
                    new IssueText(title, body, ForgeIssue.Label, null),
                    GitLabJson.Default.IssueText,
                    GitLabJson.Default.ProjectIssue,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    public async Task<ForgeIssue> SetAsync(ForgeIssue issue, CancellationToken cancellationToken) =>
        Of(
            await api.SendAsync(
                    "write the issue anew",
                    HttpMethod.Put,
                    $"issues/{issue.Number.ToString(CultureInfo.InvariantCulture)}",
                    // Closing what is closed changes nothing.
                    new IssueText(issue.Title, issue.Body, null, issue.IsOpen ? "reopen" : "close"),
                    GitLabJson.Default.IssueText,
                    GitLabJson.Default.ProjectIssue,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    private static ForgeIssue Of(ProjectIssue issue) =>
        new(
            issue.Iid,
            issue.Title,
            issue.Description ?? "",
            issue.State == "opened",
            Uri.TryCreate(issue.WebUrl, UriKind.Absolute, out var address) ? address : null
        );
}
