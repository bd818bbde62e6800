namespace Assay.Descriptions;

/// <summary>A file that is generated from the commands, whole or between two markers.</summary>
/// <param name="Path">Path from the repository's root, with forward slashes.</param>
/// <param name="Text">What the whole file is to be, given what it is now (null when there is none).</param>
internal sealed record GeneratedFile(string Path, Func<string?, string> Text)
{
    /// <summary>A file that is generated whole.</summary>
    public static GeneratedFile Whole(string path, string text) => new(path, _ => text);
}
