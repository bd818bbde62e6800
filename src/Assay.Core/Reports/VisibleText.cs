using System.Globalization;
using System.Text;

namespace Assay.Core.Reports;

/// <summary>
/// Text from outside as one line that shows all it holds: what would be invisible, reorder the line or break it is
/// replaced, and what is longer than a name needs to be is cut. Every encoder of a report starts here.
/// </summary>
public static class VisibleText
{
    /// <summary>Longest name that is shown whole, in characters.</summary>
    public const int NameLength = 80;

    /// <summary>Longest sentence that is shown whole, in characters.</summary>
    public const int SentenceLength = 600;

    private const int MarksInARow = 3;
    private const char Ellipsis = '…';

    /// <summary>
    /// <paramref name="text"/> on one line of at most <paramref name="length"/> UTF-16 characters. Breaks and runs of white
    /// space become one space; control characters, bidirectional and other format characters (joiners excepted) and halves
    /// of surrogate pairs become U+FFFD; more than three combining marks in a row are dropped.
    /// </summary>
    public static string Of(string text, int length = SentenceLength)
    {
        var line = new StringBuilder(Math.Min(text.Length, length + 1));
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MarksInARow)
            {
                Append(line, rune, category);
            }

            if (line.Length > length)
            {
                return Cut(line, length);
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    private static void Append(StringBuilder line, Rune rune, UnicodeCategory category)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
        else if (IsHidden(rune, category))
        {
            line.Append('\uFFFD');
        }
        else
        {
            line.Append(rune.ToString());
        }
    }

    private static bool IsHidden(Rune rune, UnicodeCategory category) =>
        category switch
        {
            // Zero-width joiners shape letters of many scripts and emoji.
            UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
            UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => true,
            _ => false,
        };

    private static string Cut(StringBuilder line, int length)
    {
        var end = Math.Max(length - 1, 0);
        if (end > 0 && char.IsHighSurrogate(line[end - 1]))
        {
            end--;
        }

        return line.ToString(0, end).TrimEnd(' ') + Ellipsis;
    }
}
