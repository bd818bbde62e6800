using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Assay.Core.Reports;

namespace Assay.Forges.GitLab;

/// <summary>gitlab.com and self-managed GitLab.</summary>
internal sealed class GitLabForge : IForge
{
    // GitLab's limit of a status's description.
    private const int DescriptionLength = 255;
    private readonly GitLabApi _api;
    private readonly GitLabIdentity _owner;
    private readonly GitLabIssues _issues;
    private readonly ForgePlace _place;

    /// <param name="client">Sends and retries.</param>
    /// <param name="place">Where it is, with a token.</param>
    public GitLabForge(HttpClient client, ForgePlace place)
    {
        _place = place;
        _api = new GitLabApi(client, place);
        _owner = new GitLabIdentity(_api, place.IsJobToken);
        _issues = new GitLabIssues(_api, _owner);
    }

    public string Name => "GitLab";

    public SizeLimit CommentLimit => SizeLimit.GitLabNote;

    public async Task<ForgePullRequest?> PullRequestAsync(int number, CancellationToken cancellationToken) =>
        await _api.FindAsync(
                $"show merge request {Text(number)}",
                $"merge_requests/{Text(number)}",
                GitLabJson.Default.MergeRequest,
                cancellationToken
            )
            .ConfigureAwait(false)
            is { } found
            ? Of(found, await ProjectPathAsync(found.SourceProjectId, cancellationToken).ConfigureAwait(false))
            : null;

    public async Task<ImmutableArray<ForgePullRequest>> PullRequestsFromAsync(
        string headRepository,
        string headRef,
        CancellationToken cancellationToken
    )
    {
        var found = await _api.ListAsync(
                "list the merge requests",
                $"merge_requests?state=opened&source_branch={Uri.EscapeDataString(headRef)}",
                GitLabJson.Default.ImmutableArrayMergeRequest,
                cancellationToken
            )
            .ConfigureAwait(false);
        var all = ImmutableArray.CreateBuilder<ForgePullRequest>();
        foreach (var request in found)
        {
            var path = await ProjectPathAsync(request.SourceProjectId, cancellationToken).ConfigureAwait(false);
            all.Add(Of(request, path));
        }

        return [.. all.Where(p => p.HeadRepository == headRepository && p.HeadRef == headRef)];
    }

    public async Task<ImmutableArray<ForgeComment>> CommentsAsync(
        int pullRequest,
        string beginning,
        CancellationToken cancellationToken
    )
    {
        var notes = await _api.ListAsync(
                "list the merge request's notes",
                $"merge_requests/{Text(pullRequest)}/notes?sort=asc",
                GitLabJson.Default.ImmutableArrayNote,
                cancellationToken
            )
            .ConfigureAwait(false);
        var ours = ImmutableArray.CreateBuilder<ForgeComment>();
        foreach (var note in notes.OrderBy(n => n.Id))
        {
            if (
                note.Body?.StartsWith(beginning, StringComparison.Ordinal) == true
                && await _owner.IsAsync(note.Author, cancellationToken).ConfigureAwait(false)
            )
            {
                ours.Add(Of(note, pullRequest));
            }
        }

        return ours.ToImmutable();
    }

    public async Task<ForgeComment> AddCommentAsync(
        int pullRequest,
        string body,
        CancellationToken cancellationToken
    ) =>
        Of(
            await _api.SendAsync(
                    "write the note",
                    HttpMethod.Post,
                    $"merge_requests/{Text(pullRequest)}/notes",
                    new NewNote(body),
                    GitLabJson.Default.NewNote,
                    GitLabJson.Default.Note,
                    cancellationToken
                )
                .ConfigureAwait(false),
            pullRequest
        );

    public async Task<ForgeComment> SetCommentAsync(
        int pullRequest,
        long id,
        string body,
        CancellationToken cancellationToken
    ) =>
        Of(
            await _api.SendAsync(
                    "write the note anew",
                    HttpMethod.Put,
                    $"merge_requests/{Text(pullRequest)}/notes/{Text(id)}",
                    new NewNote(body),
                    GitLabJson.Default.NewNote,
                    GitLabJson.Default.Note,
                    cancellationToken
                )
                .ConfigureAwait(false),
            pullRequest
        );

    public async Task RemoveCommentAsync(int pullRequest, long id, CancellationToken cancellationToken)
    {
        const string what = "remove a second note";
        using var answer = await _api.TrySendAsync(
                what,
                HttpMethod.Delete,
                $"merge_requests/{Text(pullRequest)}/notes/{Text(id)}",
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotFound)
        {
            throw await _api.FailureAsync(what, answer, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SetCheckAsync(ForgeCheck check, CancellationToken cancellationToken)
    {
        const string what = "set the commit's status";
        var title =
            check.Title.Length <= DescriptionLength ? check.Title : check.Title[..(DescriptionLength - 1)] + "…";
        var status = new NewStatus(
            // A status knows no third way: what does not block is a success that says so.
            check.Conclusion == CheckConclusion.Failure
                ? "failed"
                : "success",
            ForgeCheck.Name,
            title,
            check.Details?.AbsoluteUri,
            _place.Pipeline
        );
        using var content = JsonContent.Create(status, GitLabJson.Default.NewStatus);
        using var answer = await _api.TrySendAsync(
                what,
                HttpMethod.Post,
                $"statuses/{Uri.EscapeDataString(check.Sha)}",
                content,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode && !await IsSetAlreadyAsync(answer, cancellationToken).ConfigureAwait(false))
        {
            throw await _api.FailureAsync(what, answer, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<ImmutableArray<ForgeIssue>> IssuesAsync(string beginning, CancellationToken cancellationToken) =>
        _issues.ListAsync(beginning, cancellationToken);

    public Task<ForgeIssue> OpenIssueAsync(string title, string body, CancellationToken cancellationToken) =>
        _issues.OpenAsync(title, body, cancellationToken);

    public Task<ForgeIssue> SetIssueAsync(ForgeIssue issue, CancellationToken cancellationToken) =>
        _issues.SetAsync(issue, cancellationToken);

    // Files of a commit need a login that a picture's request does not carry in a private project; uploads are shown in all.
    public Uri? PictureAddress(string commit, string path) => null;

    public async Task<Uri?> UploadAsync(string name, byte[] png, CancellationToken cancellationToken)
    {
        if (_place.IsJobToken)
        {
            return null;
        }

        using var picture = new ByteArrayContent(png);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { picture, "file", name } };
        const string what = "take a picture";
        using var answer = await _api.SendAsync(what, HttpMethod.Post, "uploads", form, cancellationToken)
            .ConfigureAwait(false);
        var upload = await answer
            .Content.ReadFromJsonAsync(GitLabJson.Default.Upload, cancellationToken)
            .ConfigureAwait(false);
        return upload?.FullPath is { } path ? new Uri(_place.ServerUrl + path)
            : upload?.Url is { } url ? new Uri($"{_place.ServerUrl}/{_place.Repository}{url}")
            : null;
    }

    // GitLab refuses to set a status to what it is.
    private static async Task<bool> IsSetAlreadyAsync(
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    ) =>
        answer.StatusCode == HttpStatusCode.BadRequest
        && (await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Contains(
            "Cannot transition status",
            StringComparison.Ordinal
        );

    private async Task<string?> ProjectPathAsync(long? id, CancellationToken cancellationToken) =>
        id is not { } project
            ? null
            : (
                await _api.FindAsync(
                        "show the project that the merge request comes from",
                        $"/projects/{Text(project)}",
                        GitLabJson.Default.GitLabProject,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )?.PathWithNamespace;

    private ForgeComment Of(Note note, int pullRequest) =>
        new(
            note.Id,
            note.Body ?? "",
            new Uri($"{_place.ServerUrl}/{_place.Repository}/-/merge_requests/{Text(pullRequest)}#note_{Text(note.Id)}")
        );

    private static ForgePullRequest Of(MergeRequest found, string? sourceProject) =>
        new(found.Iid, found.Sha ?? "", found.SourceBranch, sourceProject, found.TargetBranch, found.State == "opened");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
