using System.Text;

namespace Assay.Toolkit.Runners;

/// <summary>Cuts Markdown at its headings, so that what is left still reads well.</summary>
internal static class SummaryCut
{
    /// <summary>The text, or as many whole sections from its start as fit, and a line that names those that do not.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="limit">Bytes of UTF-8 that it may take.</param>
    public static string ToFit(string markdown, long limit)
    {
        if (Encoding.UTF8.GetByteCount(markdown) <= limit)
        {
            return markdown;
        }

        var sections = Sections(markdown);
        for (var kept = sections.Count - 1; kept >= 0; kept--)
        {
            var text = string.Concat(sections.Take(kept)) + Note(sections.Skip(kept));
            if (Encoding.UTF8.GetByteCount(text) <= limit)
            {
                return text;
            }
        }

        return "";
    }

    private static string Note(IEnumerable<string> cut)
    {
        var titles = cut.Select(s => s.Split('\n')[0].TrimStart('#', ' ').Trim()).Where(t => t.Length > 0).ToArray();
        var named = string.Join(", ", titles.Take(10)) + (titles.Length > 10 ? " …" : "");
        return $"\n_Cut to the size that a summary may have. Left out: {named}._\n";
    }

    private static List<string> Sections(string markdown)
    {
        var sections = new List<StringBuilder> { new() };
        var fenced = false;
        foreach (var line in markdown.Split('\n'))
        {
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!fenced && line.StartsWith('#') && sections[^1].Length > 0)
            {
                sections.Add(new StringBuilder());
            }

            sections[^1].Append(line).Append('\n');
        }

        return [.. sections.Select(s => s.ToString())];
    }
}
