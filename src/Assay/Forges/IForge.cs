using System.Collections.Immutable;
using Assay.Core.Reports;

namespace Assay.Forges;

/// <summary>
/// Where pull requests are talked about. Reading and writing are retried where that may help; what the token may not do is a
/// <see cref="ForgeRefusal"/>, everything else that fails outside an <see cref="Toolkit.OperationError"/>.
/// </summary>
internal interface IForge
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>What a comment takes at most.</summary>
    SizeLimit CommentLimit { get; }

    /// <summary>The pull request of that number; null when there is none.</summary>
    Task<ForgePullRequest?> PullRequestAsync(int number, CancellationToken cancellationToken);

    /// <summary>The open pull requests that come from a branch of a repository.</summary>
    Task<ImmutableArray<ForgePullRequest>> PullRequestsFromAsync(
        string headRepository,
        string headRef,
        CancellationToken cancellationToken
    );

    /// <summary>The comments that this token's owner made on a pull request and that begin with a text, oldest first.</summary>
    Task<ImmutableArray<ForgeComment>> CommentsAsync(
        int pullRequest,
        string beginning,
        CancellationToken cancellationToken
    );

    /// <summary>Adds a comment to a pull request.</summary>
    Task<ForgeComment> AddCommentAsync(int pullRequest, string body, CancellationToken cancellationToken);

    /// <summary>Writes a comment anew, and gives it as it is stored.</summary>
    Task<ForgeComment> SetCommentAsync(int pullRequest, long id, string body, CancellationToken cancellationToken);

    /// <summary>Takes a comment away; one that is not there is no failure.</summary>
    Task RemoveCommentAsync(int pullRequest, long id, CancellationToken cancellationToken);

    /// <summary>Sets the check <see cref="ForgeCheck.Name"/> of a commit, in the place of an earlier one.</summary>
    Task SetCheckAsync(ForgeCheck check, CancellationToken cancellationToken);

    /// <summary>The issues with our label that this token's owner opened and that begin with a text, open and closed, oldest first.</summary>
    Task<ImmutableArray<ForgeIssue>> IssuesAsync(string beginning, CancellationToken cancellationToken);

    /// <summary>Opens an issue with our label.</summary>
    Task<ForgeIssue> OpenIssueAsync(string title, string body, CancellationToken cancellationToken);

    /// <summary>Makes an issue what it is given as: title, text, open or closed.</summary>
    Task<ForgeIssue> SetIssueAsync(ForgeIssue issue, CancellationToken cancellationToken);

    /// <summary>The address at which a comment's reader sees a file of a commit that is in a ref of this repository; null where that shows nothing.</summary>
    Uri? PictureAddress(string commit, string path);

    /// <summary>Puts a picture where a comment's reader sees it, and gives its address; null where this token has no such place.</summary>
    Task<Uri?> UploadAsync(string name, byte[] png, CancellationToken cancellationToken);
}
