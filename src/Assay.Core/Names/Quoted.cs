using System.Globalization;
using System.Text;

namespace Assay.Core.Names;

/// <summary>Values as messages show them: in single quotes, on one line, cut to a length that can be read.</summary>
public static class Quoted
{
    private const int LongestValue = 60;

    /// <summary>
    /// The value in quotes; control and format characters, which would move a terminal's cursor or turn the direction of
    /// writing, become <c>\u000a</c>, and what is beyond <paramref name="longest"/> characters becomes <c>…</c>.
    /// </summary>
    public static string Value(string value, int longest = LongestValue)
    {
        var text = new StringBuilder("'");
        var shown = value.Length > longest ? value[..CutAt(value, longest)] : value;
        foreach (var c in shown)
        {
            _ = IsHidden(c) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : text.Append(c);
        }

        return text.Append(shown.Length < value.Length ? "…'" : "'").ToString();
    }

    /// <summary><c>'a', 'b', 'c' and 38 more</c>: at most <paramref name="most"/> values.</summary>
    public static string List(IReadOnlyCollection<string> values, int most = 5)
    {
        var shown = string.Join(", ", values.Take(most).Select(v => Value(v)));
        return values.Count > most ? $"{shown} and {values.Count - most:N0} more" : shown;
    }

    private static int CutAt(string value, int longest) =>
        char.IsHighSurrogate(value[longest - 1]) ? longest - 1 : longest;

    private static bool IsHidden(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
