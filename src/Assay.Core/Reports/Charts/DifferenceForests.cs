using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Charts;

/// <summary>A verdict's differences with their intervals: of all metrics, and of the primary one by slice.</summary>
internal static class DifferenceForests
{
    /// <summary>Slices that are drawn; of more, those whose interval reaches furthest towards worse.</summary>
    public const int MostSlices = 20;

    /// <summary>Every metric that has an interval, each on a scale of its own; null when none has.</summary>
    public static ForestChart? Metrics(Verdict verdict, GatePolicy policy)
    {
        ImmutableArray<ForestRow> rows =
        [
            .. verdict.Metrics.Select(metric => MetricRow(metric, verdict, policy)).OfType<ForestRow>(),
        ];
        return rows.IsEmpty
            ? null
            : new ForestChart(
                "differences",
                $"Difference from {verdict.ChampionName}",
                "Each metric's difference with its interval, right being better: "
                    + string.Join("; ", rows.Select(row => $"{row.Label} {row.Text}"))
                    + ".",
                rows,
                Axis: null,
                rows.Any(row => !row.Marks.IsEmpty) ? Margin(policy.Compare!.Margin) : null
            );
    }

    /// <summary>Every slice whose difference has an interval, on one scale; null when none has.</summary>
    public static ForestChart? Slices(Verdict verdict, GatePolicy policy, bool showValues)
    {
        var labels = SliceLabels.Of(verdict.Slices, showValues);
        var marks = policy.Slices is { Margin: > 0 } rule ? ImmutableArray.Create(-rule.Margin) : [];
        var rows = verdict.Slices.Select((slice, i) => SliceRow(slice, labels[i], marks)).OfType<ForestRow>().ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var worst = rows.Order(Comparer<ForestRow>.Create((a, b) => a.Lower.CompareTo(b.Lower)))
            .Take(MostSlices)
            .ToHashSet();
        var metric = verdict.Slices.First(slice => slice.Comparison is not null).Comparison!.Title;
        return new ForestChart(
            "slices",
            rows.Count > MostSlices
                ? $"{metric} by slice, the worst {MostSlices} of {rows.Count}"
                : $"{metric} by slice",
            "Each slice's difference with its interval, right being better.",
            [.. rows.Where(worst.Contains)],
            Axis: "← worse   better →",
            marks.IsEmpty ? null : Margin(policy.Slices!.Margin)
        );
    }

    private static string Margin(double margin) => $"margin of {Numbers.Plain(margin)}";

    private static ForestRow? MetricRow(MetricComparison metric, Verdict verdict, GatePolicy policy)
    {
        var decides = verdict.Primary is not null && metric.Metric == verdict.Primary.Metric;
        return DifferenceText.Oriented(metric) is var (value, lower, upper)
            ? new ForestRow(
                DifferenceText.Title(metric),
                DifferenceText.Of(metric),
                value,
                lower,
                upper,
                decides ? DifferenceMarks.Of(policy.Compare) : [],
                decides
            )
            : null;
    }

    private static ForestRow? SliceRow(SliceResult slice, string label, ImmutableArray<double> marks) =>
        slice.Comparison is { } comparison && DifferenceText.Oriented(comparison) is var (value, lower, upper)
            ? new ForestRow(label, DifferenceText.Of(comparison), value, lower, upper, marks, slice.Harmed)
            : null;
}
