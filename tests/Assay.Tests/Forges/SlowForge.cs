using System.Collections.Immutable;
using Assay.Core.Reports;
using Assay.Forges;

namespace Assay.Tests.Forges;

/// <summary>A forge in memory whose writes are done late and answered later, and whose answers are old when they arrive.</summary>
internal sealed class SlowForge(Turns turns) : IForge
{
    private const int LongestDelay = 4;
    private long _ids;

    public SortedDictionary<long, string> Comments { get; } = [];

    public int Writes { get; private set; }

    public int MostAtOnce { get; private set; }

    public string Name => "a slow forge";

    public SizeLimit CommentLimit => SizeLimit.GitHubComment;

    public async Task<ImmutableArray<ForgeComment>> CommentsAsync(
        int pullRequest,
        string beginning,
        CancellationToken cancellationToken
    )
    {
        await DelayAsync();
        ImmutableArray<ForgeComment> seen = [.. Comments.Select(c => new ForgeComment(c.Key, c.Value, null))];
        await DelayAsync();
        return seen;
    }

    public async Task<ForgeComment> AddCommentAsync(int pullRequest, string body, CancellationToken cancellationToken)
    {
        await DelayAsync();
        var id = ++_ids;
        Comments[id] = body;
        MostAtOnce = Math.Max(MostAtOnce, Comments.Count);
        Writes++;
        await DelayAsync();
        return new ForgeComment(id, body, null);
    }

    public async Task<ForgeComment> SetCommentAsync(
        int pullRequest,
        long id,
        string body,
        CancellationToken cancellationToken
    )
    {
        await DelayAsync();
        if (!Comments.ContainsKey(id))
        {
            throw new ForgeRefusal($"there is no comment {id}");
        }

        Comments[id] = body;
        Writes++;
        await DelayAsync();
        return new ForgeComment(id, body, null);
    }

    public async Task RemoveCommentAsync(int pullRequest, long id, CancellationToken cancellationToken)
    {
        await DelayAsync();
        Comments.Remove(id);
        await DelayAsync();
    }

    public Task<ForgePullRequest?> PullRequestAsync(int number, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<ForgePullRequest>> PullRequestsFromAsync(
        string headRepository,
        string headRef,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task SetCheckAsync(ForgeCheck check, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<ForgeIssue>> IssuesAsync(string beginning, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ForgeIssue> OpenIssueAsync(string title, string body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ForgeIssue> SetIssueAsync(ForgeIssue issue, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Uri? PictureAddress(string commit, string path) => null;

    public Task<Uri?> UploadAsync(string name, byte[] png, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private async Task DelayAsync()
    {
        for (var turn = turns.Draw(LongestDelay); turn >= 0; turn--)
        {
            await turns.NextAsync();
        }
    }
}
