using Assay.Toolkit;

namespace Assay.Descriptions;

/// <summary>The generated part of a file that people write: what stands between two comments.</summary>
internal static class MarkedBlock
{
    private const string Begin = "<!-- assay:describe -->";
    private const string End = "<!-- /assay:describe -->";

    /// <summary>A block with its markers.</summary>
    public static string Write(string text) => $"{Begin}\n\n{text.Trim()}\n\n{End}";

    /// <summary>The file with the text between its markers replaced.</summary>
    /// <exception cref="InputError">when the file has no markers, or has them twice or the wrong way around.</exception>
    public static string Replace(string path, string file, string text)
    {
        var begin = file.IndexOf(Begin, StringComparison.Ordinal);
        var end = file.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin && file.LastIndexOf(Begin, StringComparison.Ordinal) == begin
            ? file[..begin] + Write(text) + file[(end + End.Length)..]
            : throw new InputError(
                $"the generated part has no place: expected '{Begin}' and after it '{End}', once each; add both lines",
                new SourceLocation(path)
            );
    }
}
