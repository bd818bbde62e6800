using System.Collections.Immutable;
using System.Text;
using Assay.Core.Reports.Html;
using Assay.Core.Reports.Markdown;

namespace Assay.Core.Reports.Sections;

/// <summary>A recorded part as Markdown: charts as pictures where these have an address.</summary>
internal static class PartMarkdown
{
    public static MarkdownSection Of(
        string model,
        SectionPart part,
        ImmutableDictionary<(string Model, string Picture), Uri> pictures
    )
    {
        if (part.Charts.IsEmpty)
        {
            return new MarkdownSection(part.Name, part.Rank, part.Text);
        }

        var text = new StringBuilder();
        foreach (var chart in part.Charts)
        {
            text.Append(
                Picture(
                    chart,
                    pictures.GetValueOrDefault((model, $"{chart.Name}-light")),
                    pictures.GetValueOrDefault((model, $"{chart.Name}-dark"))
                ) ?? chart.Text
            );
        }

        return MarkdownSection.Folded(part.Name, part.Rank, "Curves", text.ToString());
    }

    /// <summary>The picture that fits the reader's palette; null without an address for the light one.</summary>
    public static string? Picture(SectionChart chart, Uri? light, Uri? dark)
    {
        if (light is null || !MarkdownText.IsWeb(light))
        {
            return null;
        }

        var source =
            dark is not null && MarkdownText.IsWeb(dark)
                ? $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{MarkdownText.Address(dark)}\">"
                : "";
        return $"<picture>{source}<img width=\"49%\" alt=\"{HtmlText.Of(chart.Alternative)}\" src=\"{MarkdownText.Address(light)}\"></picture>\n";
    }
}
