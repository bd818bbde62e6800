using System.Text;

namespace Assay.Core.Reports.Html;

/// <summary>The one encoder of text from outside into HTML, for element content and quoted attributes alike.</summary>
public static class HtmlText
{
    /// <summary><paramref name="text"/> as a reader sees it, with no markup of its own.</summary>
    public static string Of(string text, int length = VisibleText.SentenceLength)
    {
        var visible = VisibleText.Of(text, length);
        var html = new StringBuilder(visible.Length + 16);
        foreach (var c in visible)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }

        return html.ToString();
    }

    /// <summary>A name, direction-isolated so that right-to-left letters do not reorder their neighbours.</summary>
    public static string Name(string name) => $"<bdi>{Of(name, VisibleText.NameLength)}</bdi>";

    /// <summary>A name in the code face.</summary>
    public static string Code(string text, int length = VisibleText.SentenceLength) =>
        $"<code dir=\"auto\">{Of(text, length)}</code>";
}
