using System.Collections.Immutable;
using System.Text;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Html;

namespace Assay.Core.Reports.Markdown;

/// <summary>Charts: as pictures where they have an address, as text where their form allows it.</summary>
internal static class CurvesSection
{
    public static MarkdownSection Of(
        string heading,
        ImmutableArray<Chart> charts,
        ImmutableDictionary<string, Uri> pictures
    )
    {
        var text = new StringBuilder();
        foreach (var chart in charts)
        {
            text.Append(Picture(chart, pictures) ?? AsText(chart));
        }

        return MarkdownSection.Folded(heading.ToLowerInvariant(), 4, heading, text.ToString());
    }

    private static string? Picture(Chart chart, ImmutableDictionary<string, Uri> pictures)
    {
        if (pictures.GetValueOrDefault($"{chart.Name}-light") is not { } light || !MarkdownText.IsWeb(light))
        {
            return null;
        }

        var dark =
            pictures.GetValueOrDefault($"{chart.Name}-dark") is { } address && MarkdownText.IsWeb(address)
                ? $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{MarkdownText.Address(address)}\">"
                : "";
        var alternative = HtmlText.Of($"{chart.Title}. {chart.Description}");
        return $"<picture>{dark}<img width=\"49%\" alt=\"{alternative}\" src=\"{MarkdownText.Address(light)}\"></picture>\n";
    }

    private static string AsText(Chart chart) =>
        chart switch
        {
            CurveChart { Counts.IsEmpty: true } curves =>
                $"\n{MarkdownText.Bold(chart.Title)}\n{MermaidCurves.Of(curves)}",
            ConfusionChart confusion => $"\n{MarkdownText.Bold(chart.Title)}\n\n{Confusion(confusion)}",
            BlankChart blank => $"\n{MarkdownText.Bold(chart.Title)}: {MarkdownText.Of(blank.Description)}\n",
            _ => "",
        };

    private static string Confusion(ConfusionChart chart)
    {
        string[] names = [.. chart.Classes.Select(name => MarkdownText.Code(name, 24))];
        var table = new MarkdownTable(["true ╲ predicted", .. names.Select(name => $">{name}")]);
        for (var truth = 0; truth < names.Length; truth++)
        {
            var cells = chart.Challenger.AsSpan(truth * names.Length, names.Length).ToArray();
            table.Row([names[truth], .. cells.Select(rows => Numbers.Count(rows))]);
        }

        return table.ToString();
    }
}
