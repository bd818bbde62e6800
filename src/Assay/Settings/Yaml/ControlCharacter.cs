using Assay.Toolkit;

namespace Assay.Settings.Yaml;

/// <summary>Characters that YAML forbids in a file, and at which its reader would stop as if the file ended; and what stands for bytes that are no character.</summary>
internal static class ControlCharacter
{
    /// <summary>The first of them, or null.</summary>
    public static Problem? In(string text, string file)
    {
        var (line, column) = (1, 1);
        foreach (var c in text)
        {
            if (c == '\uFFFD')
            {
                return new Problem("holds bytes that are not UTF-8; save it as UTF-8", new(file, line, column));
            }

            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085'))
            {
                return new Problem(
                    $"holds the control character \\u{(int)c:x4}, which YAML forbids; is it a text file?",
                    new SourceLocation(file, line, column)
                );
            }

            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return null;
    }
}
