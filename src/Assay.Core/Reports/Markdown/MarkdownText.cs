using System.Text;

namespace Assay.Core.Reports.Markdown;

/// <summary>
/// The one encoder of text from outside into Markdown, as GitHub and GitLab read it: after it nothing is markup, ends a
/// table's cell, links, mentions, refers, embeds or runs. Its answers belong inside a line or behind a list's mark,
/// never inside an HTML block, where Markdown is not read.
/// </summary>
public static class MarkdownText
{
    private const string Markup = "\\`*_{}[]<>#|~$@^&!";

    // Both forges look for references in the text that Markdown leaves, after escapes are gone; an invisible character
    // behind the sign that begins one (U+2060 WORD JOINER) is what they do not match across.
    private const char Joiner = '\u2060';
    private const string Triggers = "@#!~%&$^:";
    private const int LongestHex = 6;

    /// <summary>A sentence, or anything else that is read as text.</summary>
    public static string Of(string text, int length = VisibleText.SentenceLength) =>
        Escape(VisibleText.Of(text, length), joined: true);

    /// <summary>A name or value, in the code face, where forges look for no references.</summary>
    public static string Code(string text, int length = VisibleText.NameLength)
    {
        var visible = VisibleText.Of(text, length);
        return visible.Length > 0 && visible.IndexOfAny(['`', '|', '\\']) < 0
            ? $"`{visible}`"
            : $"<code>{Escape(visible, joined: false)}</code>";
    }

    /// <summary>A name that stands out.</summary>
    public static string Bold(string name)
    {
        var text = Of(name, VisibleText.NameLength);
        return text.Length == 0 ? "" : $"**{text}**";
    }

    /// <summary>A text chart, in one piece: forges break lines at the spaces of code.</summary>
    public static string Bar(string cells) => $"`{Unbroken(cells)}`";

    /// <summary>Text of ours that stays on one line.</summary>
    internal static string Unbroken(string text) => text.Replace(' ', '\u00A0');

    /// <summary>A link of ours to <paramref name="address"/>; the bare label when that is not http or https.</summary>
    public static string Link(string label, Uri address) => IsWeb(address) ? $"[{label}](<{Address(address)}>)" : label;

    /// <summary>An address inside quotes or angle brackets.</summary>
    internal static string Address(Uri address) =>
        address
            .AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("'", "%27", StringComparison.Ordinal)
            .Replace("&", "&amp;", StringComparison.Ordinal);

    internal static bool IsWeb(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string Escape(string visible, bool joined)
    {
        var markdown = new StringBuilder(visible.Length + 16);
        for (var i = 0; i < visible.Length; i++)
        {
            if (
                Markup.Contains(visible[i], StringComparison.Ordinal)
                || BeginsBlock(visible, i)
                || BeginsPath(visible, i)
            )
            {
                markdown.Append('\\');
            }

            markdown.Append(visible[i]);
            if (BeginsAddress(visible, i) || (joined && BeginsReference(visible, i)))
            {
                markdown.Append(Joiner);
            }
        }

        return markdown.ToString();
    }

    // At the beginning of a list's item or a cell: a rule, a heading's underline, another list.
    private static bool BeginsBlock(string text, int i)
    {
        var ends = i + 1 == text.Length || text[i + 1] is ' ';
        return text[i] switch
        {
            '-' or '+' => i == 0 && (ends || text[1] == text[0]),
            '=' => i == 0,
            '.' or ')' => ends && i > 0 && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
            _ => false,
        };
    }

    // The colon of "http://".
    private static bool BeginsPath(string text, int i) => text[i] == ':' && i + 1 < text.Length && text[i + 1] != ' ';

    // "www." links by itself, inside <code> too.
    private static bool BeginsAddress(string text, int i) =>
        text[i] is 'w' or 'W' && i + 1 < text.Length && text[i + 1] == '.';

    private static bool BeginsReference(string text, int i)
    {
        if (i + 1 == text.Length)
        {
            return false;
        }

        var next = text[i + 1];
        return Triggers.Contains(text[i], StringComparison.Ordinal) && next != ' '
            || text[i] == '-' && char.IsAsciiDigit(next) && i > 0 && char.IsAsciiLetter(text[i - 1])
            || BreaksCommitId(text, i);
    }

    // Seven to forty hex digits link to the commit of that name: none that long are left.
    private static bool BreaksCommitId(string text, int i)
    {
        var start = i;
        while (start > 0 && char.IsAsciiHexDigitLower(text[start - 1]))
        {
            start--;
        }

        var end = i;
        while (end < text.Length && char.IsAsciiHexDigitLower(text[end]))
        {
            end++;
        }

        return end - start > LongestHex && (i - start + 1) % LongestHex == 0;
    }
}
