using System.Globalization;
using System.Text;

namespace Assay.Core.Names;

/// <summary>Values as messages show them: in single quotes, on one line, cut to a length that can be read.</summary>
public static class Quoted
{
    private const int LongestValue = 60;

    /// <summary>The value in quotes; control characters become <c>\u000a</c>, and what is beyond 60 characters becomes <c>…</c>.</summary>
    public static string Value(string value)
    {
        var text = new StringBuilder("'");
        foreach (var c in value.Length > LongestValue ? value[..LongestValue] : value)
        {
            _ = char.IsControl(c) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : text.Append(c);
        }

        return text.Append(value.Length > LongestValue ? "…'" : "'").ToString();
    }

    /// <summary><c>'a', 'b', 'c' and 38 more</c>: at most <paramref name="most"/> values.</summary>
    public static string List(IReadOnlyCollection<string> values, int most = 5)
    {
        var shown = string.Join(", ", values.Take(most).Select(Value));
        return values.Count > most
            ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {values.Count - most:N0} more")
            : shown;
    }
}
