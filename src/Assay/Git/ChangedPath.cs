namespace Assay.Git;

/// <summary>A path that differs between two states of a repository.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="IsRemoved">Whether only the older state has it.</param>
internal sealed record ChangedPath(string Path, bool IsRemoved)
{
    public override string ToString() => $"{Path} {(IsRemoved ? "removed" : "changed")}";
}
