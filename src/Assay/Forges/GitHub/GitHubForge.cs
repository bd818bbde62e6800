using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Reports;
using Octokit;
using Octokit.Internal;

namespace Assay.Forges.GitHub;

/// <summary>github.com and GitHub Enterprise Server, through Octokit.</summary>
/// <param name="api">The repository.</param>
/// <param name="place">Where it is.</param>
internal sealed class GitHubForge(GitHubApi api, ForgePlace place) : IForge
{
    private const string RawHost = "https://raw.githubusercontent.com";
    private readonly GitHubComments _comments = new(api, new GitHubIdentity(api, place.Token));
    private readonly GitHubIssues _issues = new(api, new GitHubIdentity(api, place.Token));
    private readonly GitHubChecks _checks = new(api);
    private readonly GitHubUploads _uploads = new(api, place);

    public string Name => "GitHub";

    public SizeLimit CommentLimit => SizeLimit.GitHubComment;

    /// <summary>Makes the way to a repository.</summary>
    /// <param name="place">Where it is, with a token.</param>
    /// <param name="version">The program's version, which the server hears.</param>
    /// <param name="handler">Sends and retries.</param>
    public static GitHubForge Create(ForgePlace place, string version, Func<HttpMessageHandler> handler)
    {
        var connection = new Connection(
            new Octokit.ProductHeaderValue("assay", version),
            new Uri(place.ApiUrl + "/"),
            new InMemoryCredentialStore(new Credentials(place.Token)),
            new HttpClientAdapter(handler),
            new SimpleJsonSerializer()
        );
        var client = new GitHubClient(connection);
        // Each try has a limit of its own.
        client.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        var slash = place.Repository.IndexOf('/', StringComparison.Ordinal);
        return new GitHubForge(
            new GitHubApi(client, place.Repository[..slash], place.Repository[(slash + 1)..]),
            place
        );
    }

    public async Task<ForgePullRequest?> PullRequestAsync(int number, CancellationToken cancellationToken) =>
        await api.FindAsync(
                $"show pull request {Text(number)}",
                "pull-requests: read",
                client => client.PullRequest.Get(api.Owner, api.Name, number)
            )
            .ConfigureAwait(false)
            is { } found
            ? Of(found)
            : null;

    public async Task<ImmutableArray<ForgePullRequest>> PullRequestsFromAsync(
        string headRepository,
        string headRef,
        CancellationToken cancellationToken
    )
    {
        var request = new PullRequestRequest
        {
            State = ItemStateFilter.Open,
            Head = $"{headRepository.Split('/')[0]}:{headRef}",
        };
        var found = await api.AskAsync(
                "list the pull requests",
                "pull-requests: read",
                client => client.PullRequest.GetAllForRepository(api.Owner, api.Name, request, GitHubApi.AllPages)
            )
            .ConfigureAwait(false);
        // One owner may have several forks with a branch of that name.
        return [.. found.Select(Of).Where(p => p.HeadRepository == headRepository && p.HeadRef == headRef)];
    }

    public Task<ImmutableArray<ForgeComment>> CommentsAsync(
        int pullRequest,
        string beginning,
        CancellationToken cancellationToken
    ) => _comments.ListAsync(pullRequest, beginning);

    public Task<ForgeComment> AddCommentAsync(int pullRequest, string body, CancellationToken cancellationToken) =>
        _comments.AddAsync(pullRequest, body);

    public Task<ForgeComment> SetCommentAsync(
        int pullRequest,
        long id,
        string body,
        CancellationToken cancellationToken
    ) => _comments.SetAsync(id, body);

    public Task RemoveCommentAsync(int pullRequest, long id, CancellationToken cancellationToken) =>
        _comments.RemoveAsync(id);

    public Task SetCheckAsync(ForgeCheck check, CancellationToken cancellationToken) => _checks.SetAsync(check);

    public Task<ImmutableArray<ForgeIssue>> IssuesAsync(string beginning, CancellationToken cancellationToken) =>
        _issues.ListAsync(beginning);

    public Task<ForgeIssue> OpenIssueAsync(string title, string body, CancellationToken cancellationToken) =>
        _issues.OpenAsync(title, body);

    public Task<ForgeIssue> SetIssueAsync(ForgeIssue issue, CancellationToken cancellationToken) =>
        _issues.SetAsync(issue);

    public Uri? PictureAddress(string commit, string path)
    {
        if (place.IsPublic != true)
        {
            return null;
        }

        var within = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return place.IsGitHubCom
            ? new Uri($"{RawHost}/{place.Repository}/{commit}/{within}")
            : new Uri($"{place.ServerUrl}/{place.Repository}/raw/{commit}/{within}");
    }

    public Task<Uri?> UploadAsync(string name, byte[] png, CancellationToken cancellationToken) =>
        _uploads.AddAsync(name, png);

    private static ForgePullRequest Of(PullRequest found) =>
        new(
            found.Number,
            found.Head.Sha,
            found.Head.Ref,
            found.Head.Repository?.FullName,
            found.Base.Ref,
            found.State.Value == ItemState.Open
        );

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
