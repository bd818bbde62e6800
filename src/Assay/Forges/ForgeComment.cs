namespace Assay.Forges;

/// <summary>A comment of ours on a pull request.</summary>
/// <param name="Id">Its id; a smaller one is older.</param>
/// <param name="Body">Its Markdown.</param>
/// <param name="Address">Its page, or null.</param>
internal sealed record ForgeComment(long Id, string Body, Uri? Address);
