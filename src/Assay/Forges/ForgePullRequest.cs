namespace Assay.Forges;

/// <summary>A pull request (GitHub) or merge request (GitLab) as the forge has it now.</summary>
/// <param name="Number">Its number in the repository.</param>
/// <param name="HeadSha">The last commit of its branch.</param>
/// <param name="HeadRef">Its branch.</param>
/// <param name="HeadRepository">The repository of that branch; null when it was deleted.</param>
/// <param name="BaseRef">The branch that it goes to.</param>
/// <param name="IsOpen">Whether it is neither merged nor closed.</param>
internal sealed record ForgePullRequest(
    int Number,
    string HeadSha,
    string HeadRef,
    string? HeadRepository,
    string BaseRef,
    bool IsOpen
);
