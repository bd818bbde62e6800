using Assay.Core.Gates;
using Assay.Core.Reports.TextCharts;

namespace Assay.Core.Reports.Markdown;

/// <summary>Slices with bars: a dozen in the open, the worst of them where there are more, and then all of them folded.</summary>
internal static class SlicesSection
{
    private const int Open = 12;
    private const int Half = 7;

    public static MarkdownSection Of(GateReport report, bool showValues)
    {
        var all = Rows(report, showValues);
        if (all.Count <= Open)
        {
            return new MarkdownSection("slices", 3, Table(report, all));
        }

        var worst = all.OrderByDescending(row => row.Slice.Harmed).ThenBy(row => row.Better ?? double.MaxValue);
        var shown = worst.Take(Open).ToList();
        return new MarkdownSection(
            "slices",
            3,
            Table(report, shown) + $"\nThe worst {Open} of {Numbers.Count(all.Count)} slices.\n"
        );
    }

    public static MarkdownSection OfAll(GateReport report, bool showValues)
    {
        var all = Rows(report, showValues);
        var harmed = all.Count(row => row.Slice.Harmed);
        return MarkdownSection.Folded(
            "all slices",
            6,
            $"Slices: all {Numbers.Count(all.Count)}, {Numbers.Count(harmed)} harmed",
            all.Count <= Open ? "" : Table(report, all)
        );
    }

    private static List<SliceRow> Rows(GateReport report, bool showValues) =>
        [
            .. report.Verdict.Slices.Zip(
                SliceLabels.Of(report.Verdict.Slices, showValues),
                (slice, label) => new SliceRow(slice, label, Better(slice))
            ),
        ];

    private static double? Better(SliceResult slice) =>
        slice.Comparison is { Difference.Value: { } difference } comparison
            ? comparison.HigherIsBetter
                ? difference
                : -difference
            : null;

    private static string Table(GateReport report, List<SliceRow> rows)
    {
        if (rows.Count == 0)
        {
            return "";
        }

        var scale = rows.Max(row => Math.Abs(row.Better ?? 0));
        var champion = MarkdownText.Of(report.Verdict.ChampionName ?? "champion", VisibleText.NameLength);
        var table = new MarkdownTable(
            "slice",
            ">n",
            ">this change",
            $">{champion}",
            "worse · better",
            ">difference",
            ""
        );
        foreach (var row in rows)
        {
            var (slice, comparison) = (row.Slice, row.Slice.Comparison);
            var format = comparison is null ? default : NumberFormat.Of(comparison);
            table.Row(
                MarkdownText.Of(row.Label, VisibleText.NameLength),
                Numbers.Count(slice.Rows),
                comparison is null ? "–" : format.Value(comparison.Challenger),
                comparison is null ? "–" : format.Value(comparison.Champion),
                comparison is null ? "" : MarkdownText.Bar(SignedBar.Of(row.Better, scale, Half)),
                comparison is null ? "–" : format.Difference(comparison.Difference?.Value),
                (slice.Harmed ? "❌ " : "") + MarkdownText.Of(slice.Note ?? (slice.Harmed ? "harm is proven" : ""))
            );
        }

        return table.ToString();
    }

    /// <param name="Slice">The slice.</param>
    /// <param name="Label">Its label.</param>
    /// <param name="Better">Its difference, more being better, or null.</param>
    private sealed record SliceRow(SliceResult Slice, string Label, double? Better);
}
