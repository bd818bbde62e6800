namespace Assay.Toolkit.Events;

/// <summary>A pull request (GitHub) or merge request (GitLab).</summary>
/// <param name="Number">Its number in the repository.</param>
/// <param name="HeadRef">The branch it comes from.</param>
/// <param name="HeadSha">The last commit of that branch.</param>
/// <param name="BaseRef">The branch it goes to.</param>
/// <param name="BaseSha">The commit of that branch that it is compared with, if it is known.</param>
/// <param name="HeadRepository">The repository it comes from, if it is known.</param>
/// <param name="IsFork">Whether that is another repository; true when it cannot be told.</param>
public sealed record PullRequest(
    int Number,
    string HeadRef,
    string HeadSha,
    string BaseRef,
    string? BaseSha,
    string? HeadRepository,
    bool IsFork
);
