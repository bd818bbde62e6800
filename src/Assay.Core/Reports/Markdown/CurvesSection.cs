using System.Collections.Immutable;
using System.Text;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Sections;

namespace Assay.Core.Reports.Markdown;

/// <summary>Charts: as pictures where they have an address, as text where their form allows it.</summary>
internal static class CurvesSection
{
    public const string Name = "curves";
    public const int Rank = 4;

    public static MarkdownSection Of(
        string heading,
        ImmutableArray<Chart> charts,
        ImmutableDictionary<string, Uri> pictures
    )
    {
        var text = new StringBuilder();
        foreach (var chart in Recorded(charts))
        {
            text.Append(
                PartMarkdown.Picture(
                    chart,
                    pictures.GetValueOrDefault($"{chart.Name}-light"),
                    pictures.GetValueOrDefault($"{chart.Name}-dark")
                ) ?? chart.Text
            );
        }

        return MarkdownSection.Folded(heading.ToLowerInvariant(), Rank, heading, text.ToString());
    }

    /// <summary>The charts as a section keeps them.</summary>
    public static ImmutableArray<SectionChart> Recorded(ImmutableArray<Chart> charts) =>
        [.. charts.Select(c => new SectionChart(c.Name, $"{c.Title}. {c.Description}", AsText(c)))];

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
