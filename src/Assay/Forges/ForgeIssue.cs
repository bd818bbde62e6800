namespace Assay.Forges;

/// <summary>An issue of ours.</summary>
/// <param name="Number">Its number in the repository; a smaller one is older.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its Markdown.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="Address">Its page, or null.</param>
internal sealed record ForgeIssue(int Number, string Title, string Body, bool IsOpen, Uri? Address)
{
    /// <summary>The label of every issue of ours.</summary>
    public const string Label = "assay";
}
