using System.Text;

namespace Assay.Core.Reports;

/// <summary>
/// The one encoder of text from outside into Markdown, as GitHub and GitLab read it: after it nothing is markup, ends a
/// table's cell, links, mentions, refers, embeds or runs. Its answers belong inside a line, never at a line's beginning
/// and never inside an HTML block, where Markdown is not read.
/// </summary>
public static class MarkdownText
{
    private const string Markup = "\\`*_{}[]<>#|~$@^&!:";

    // Both forges look for references in the text that Markdown leaves, after escapes are gone; an invisible character
    // behind the sign that begins one (U+2060 WORD JOINER) is what they do not match across.
    private const char Joiner = '\u2060';
    private const string Triggers = "@#!~%&$^:";

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
            if (Markup.Contains(visible[i], StringComparison.Ordinal))
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
            || IsFourthOfCommitId(text, i);
    }

    // Seven to forty hex digits link to the commit of that name.
    private static bool IsFourthOfCommitId(string text, int i)
    {
        const int Fourth = 3;
        var start = i - Fourth;
        if (start < 0 || (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1])))
        {
            return false;
        }

        var end = start;
        while (end < text.Length && char.IsAsciiHexDigitLower(text[end]))
        {
            end++;
        }

        return end - start >= 7;
    }
}
