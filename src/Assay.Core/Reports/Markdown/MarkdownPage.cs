using System.Collections.Immutable;
using System.Text;

namespace Assay.Core.Reports.Markdown;

/// <summary>A report's sections under its head, fit for the place where it will be read.</summary>
internal static class MarkdownPage
{
    /// <summary>Writes the head and the sections, the least of them cut where all are more than the place takes; never the head.</summary>
    public static string Write(string head, ImmutableArray<MarkdownSection> all, MarkdownOptions options)
    {
        ImmutableArray<MarkdownSection> sections = [.. all.Where(section => section.Text.Length > 0)];
        var text = Join(head, sections, [], options);
        var cut = ImmutableArray<MarkdownSection>.Empty;
        while (!options.Limit.Holds(text) && !sections.IsEmpty)
        {
            var least = sections.MaxBy(section => section.Rank)!;
            sections = sections.Remove(least);
            cut = cut.Insert(0, least);
            text = Join(head, sections, cut, options);
        }

        return options.Limit.Holds(text) ? text : head;
    }

    private static string Join(
        string head,
        ImmutableArray<MarkdownSection> sections,
        ImmutableArray<MarkdownSection> cut,
        MarkdownOptions options
    )
    {
        var text = new StringBuilder(head);
        foreach (var section in sections)
        {
            text.Append('\n').Append(section.Text);
        }

        if (!cut.IsEmpty)
        {
            var whole = options.FullReport is { } address
                ? MarkdownText.Link("the full report", address)
                : "the report's artifact";
            text.Append(
                $"\n_Cut to fit: {string.Join(", ", cut.Select(section => section.Name))}. All of it is in {whole}._\n"
            );
        }

        return text.ToString();
    }
}
