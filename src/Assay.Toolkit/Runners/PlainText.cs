using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Toolkit.Runners;

/// <summary>Text that a terminal or a log page shows as it is written.</summary>
internal static partial class PlainText
{
    /// <summary>The lines of a text, however they end.</summary>
    public static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The line without any control character but the tab.</summary>
    public static string WithoutControls(string line) =>
        line.Any(IsControl) ? new string([.. AnsiSequence().Replace(line, "").Where(c => !IsControl(c))]) : line;

    /// <summary>
    /// The line as a terminal would show it in the end: what follows the last carriage return, with its colours, without any
    /// other control.
    /// </summary>
    public static string WithColorsOnly(string line)
    {
        var shown = line.TrimEnd('\r', '\n');
        shown = shown[(shown.LastIndexOf('\r') + 1)..];
        if (!shown.Any(IsControl))
        {
            return shown;
        }

        var kept = new StringBuilder();
        var end = 0;
        foreach (Match color in ColorSequence().Matches(shown))
        {
            kept.Append(WithoutControls(shown[end..color.Index])).Append(color.Value);
            end = color.Index + color.Length;
        }

        return kept.Append(WithoutControls(shown[end..])).ToString();
    }

    private static bool IsControl(char c) => char.IsControl(c) && c != '\t';

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")]
    private static partial Regex AnsiSequence();

    [GeneratedRegex(@"\x1b\[[0-9;:]*m")]
    private static partial Regex ColorSequence();
}
