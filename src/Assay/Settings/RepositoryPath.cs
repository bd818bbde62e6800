using System.Diagnostics.CodeAnalysis;
using Assay.Core.Runs;

namespace Assay.Settings;

/// <summary>
/// A path from the repository's root, with forward slashes, never absolute, never leaving the repository, without
/// <c>..</c>; the root itself is <c>.</c>.
/// </summary>
/// <param name="Value">The path.</param>
internal sealed record RepositoryPath(string Value)
{
    private const string Root = ".";

    public override string ToString() => Value;

    /// <summary>Its folder, from the root; empty for the root itself.</summary>
    public string Folder => Value.LastIndexOf('/') is > 0 and var slash ? Value[..slash] : "";

    /// <summary>The path that a file in <paramref name="folder"/> means by <paramref name="text"/>, or what was expected instead.</summary>
    public static bool TryResolve(
        string text,
        string folder,
        [NotNullWhen(true)] out RepositoryPath? path,
        [NotNullWhen(false)] out string? expectation
    )
    {
        path = null;
        expectation = text switch
        {
            _ when text.Contains('\\', StringComparison.Ordinal) => "a path with forward slashes",
            _ when text.StartsWith('/') || text.StartsWith('~') || (text.Length > 1 && text[1] == ':') =>
                "a path relative to this file, not an absolute one",
            _ => null,
        };
        if (expectation is not null)
        {
            return false;
        }

        if (Resolve(text, folder) is not { } resolved)
        {
            expectation = "a path that stays in the repository";
            return false;
        }

        if (text.Length == 0 || (resolved != Root && !RelativePath.IsSafe(resolved)))
        {
            expectation = "a path that every system can write, without colons and control characters, outside of .git";
            return false;
        }

        path = new RepositoryPath(resolved);
        return true;
    }

    private static string? Resolve(string text, string folder)
    {
        var segments = new List<string>();
        foreach (var segment in $"{folder}/{text}".Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return segments.Count == 0 ? Root : string.Join('/', segments);
    }
}
