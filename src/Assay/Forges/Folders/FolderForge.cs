using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Reports;

namespace Assay.Forges.Folders;

/// <summary>No forge at all: comments and checks are files, to be read on a laptop or kept as an artifact.</summary>
/// <param name="folder">Where they go, absolute.</param>
internal sealed class FolderForge(string folder) : IForge
{
    private const string Comments = "comments";
    private const string Checks = "checks";

    private readonly FolderIssues _issues = new(Path.Combine(folder, "issues"));

    public string Name => $"the folder '{folder}'";

    public SizeLimit CommentLimit => SizeLimit.None;

    public Task<ForgePullRequest?> PullRequestAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<ForgePullRequest?>(null);

    public Task<ImmutableArray<ForgePullRequest>> PullRequestsFromAsync(
        string headRepository,
        string headRef,
        CancellationToken cancellationToken
    ) => Task.FromResult(ImmutableArray<ForgePullRequest>.Empty);

    public async Task<ImmutableArray<ForgeComment>> CommentsAsync(
        int pullRequest,
        string beginning,
        CancellationToken cancellationToken
    )
    {
        var found = ImmutableArray.CreateBuilder<ForgeComment>();
        foreach (var id in Ids(pullRequest))
        {
            var file = FileOf(pullRequest, id);
            var body = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            if (body.StartsWith(beginning, StringComparison.Ordinal))
            {
                found.Add(new ForgeComment(id, body, new Uri(file)));
            }
        }

        return found.ToImmutable();
    }

    public async Task<ForgeComment> AddCommentAsync(int pullRequest, string body, CancellationToken cancellationToken)
    {
        var id = Ids(pullRequest).DefaultIfEmpty(0).Max() + 1;
        return await SetCommentAsync(pullRequest, id, body, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ForgeComment> SetCommentAsync(
        int pullRequest,
        long id,
        string body,
        CancellationToken cancellationToken
    )
    {
        var file = FileOf(pullRequest, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, body, cancellationToken).ConfigureAwait(false);
        return new ForgeComment(id, body, new Uri(file));
    }

    public Task RemoveCommentAsync(int pullRequest, long id, CancellationToken cancellationToken)
    {
        File.Delete(FileOf(pullRequest, id));
        return Task.CompletedTask;
    }

    public async Task SetCheckAsync(ForgeCheck check, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, Checks));
        var file = Path.Combine(folder, Checks, check.Sha + ".json");
        var text = JsonSerializer.Serialize(check, FolderJson.Default.ForgeCheck);
        await File.WriteAllTextAsync(file, text + "\n", cancellationToken).ConfigureAwait(false);
    }

    public Task<ImmutableArray<ForgeIssue>> IssuesAsync(string beginning, CancellationToken cancellationToken) =>
        _issues.ListAsync(beginning, cancellationToken);

    public Task<ForgeIssue> OpenIssueAsync(string title, string body, CancellationToken cancellationToken) =>
        _issues.OpenAsync(title, body, cancellationToken);

    public Task<ForgeIssue> SetIssueAsync(ForgeIssue issue, CancellationToken cancellationToken) =>
        _issues.SetAsync(issue, cancellationToken);

    public Uri? PictureAddress(string commit, string path) => null;

    public Task<Uri?> UploadAsync(string name, byte[] png, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(null);

    private IEnumerable<long> Ids(int pullRequest)
    {
        var comments = FolderOf(pullRequest);
        return Directory.Exists(comments)
            ? Directory
                .EnumerateFiles(comments, "*.md")
                .Select(file => long.TryParse(Path.GetFileNameWithoutExtension(file), out var id) ? id : 0)
                .Where(id => id > 0)
                .Order()
            : [];
    }

    private string FolderOf(int pullRequest) =>
        Path.Combine(folder, Comments, pullRequest.ToString(CultureInfo.InvariantCulture));

    private string FileOf(int pullRequest, long id) =>
        Path.Combine(FolderOf(pullRequest), id.ToString(CultureInfo.InvariantCulture) + ".md");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ForgeCheck))]
internal sealed partial class FolderJson : JsonSerializerContext;
