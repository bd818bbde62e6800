namespace Assay.Training.Files;

/// <summary>A regular file in the workspace.</summary>
/// <param name="Path">Path from the repository's root, with forward slashes.</param>
/// <param name="FullPath">Absolute path without links.</param>
internal sealed record WorkspaceFile(string Path, string FullPath);
