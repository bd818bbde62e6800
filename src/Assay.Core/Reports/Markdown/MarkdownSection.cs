namespace Assay.Core.Reports.Markdown;

/// <summary>A part of a report that stands or falls as a whole.</summary>
/// <param name="Name">What it is called when it was cut.</param>
/// <param name="Rank">Sections of greater rank are cut first.</param>
/// <param name="Text">Markdown that ends in a line feed; empty when there is nothing to say.</param>
internal sealed record MarkdownSection(string Name, int Rank, string Text)
{
    /// <summary>A section that is folded under a summary of ours: no text from outside is encoded for it.</summary>
    public static MarkdownSection Folded(string name, int rank, string summary, string text) =>
        new(name, rank, text.Length == 0 ? "" : $"<details><summary>{summary}</summary>\n\n{text}\n</details>\n");
}
