using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Reports.Charts;

namespace Assay.Core.Reports.Drift;

/// <summary>Distributions of both sides over each other: of the columns that drifted, and of the answers.</summary>
public static class DriftCharts
{
    private const int MostColumns = 12;
    private const int MostPredictions = 4;
    private const string Then = "reference";
    private const string Now = "now";

    /// <summary>The charts, the most drifted column first.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="reference">The profile compared with.</param>
    /// <param name="current">The profile looked at.</param>
    /// <param name="showValues">Whether values of the data may be shown.</param>
    public static ImmutableArray<Chart> Of(DriftReport report, Profile reference, Profile current, bool showValues) =>
        [
            .. Section(report.Columns, reference.Columns, current.Columns, NameOfColumn)
                .Where(c => c.Drift.State == ColumnState.Drifted)
                .Take(MostColumns)
                .Select(c => Of(c, showValues)),
            .. Section(report.Predictions, reference.Predictions, current.Predictions, NameOfPrediction)
                .Take(MostPredictions)
                .Select(c => Of(c, showValues)),
        ];

    /// <summary>The name of the chart of the input at a place of the report's list.</summary>
    internal static string NameOfColumn(int index) => $"column-{index + 1}";

    /// <summary>The name of the chart of the answer at a place of the report's list.</summary>
    internal static string NameOfPrediction(int index) => $"prediction-{index + 1}";

    private static IEnumerable<Compared> Section(
        ImmutableArray<ColumnDrift> columns,
        ImmutableArray<ColumnProfile> reference,
        ImmutableArray<ColumnProfile> current,
        Func<int, string> name
    )
    {
        var then = reference.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var now = current.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return columns
            .Index()
            .Where(c => c.Item.Values is not null)
            .Select(c => new Compared(name(c.Index), c.Item, then[c.Item.Name], now[c.Item.Name]));
    }

    private static Chart Of(Compared column, bool showValues)
    {
        var cells = column.Drift.Values!.Cells;
        return
            column is { Reference: NumberProfile a, Current: NumberProfile b }
            && cells.Any(c => c.Kind == DriftCellKind.Range)
            ? OfNumbers(column, a, b, showValues)
            : new PairedBarsChart(
                column.Name,
                column.Drift.Name,
                Description(column.Drift, showValues),
                Then,
                Now,
                [
                    .. ColumnText
                        .Shares(cells)
                        .Select((s, i) => new PairedBars(ColumnText.Label(cells, i, showValues), s.Then, s.Now)),
                ]
            );
    }

    private static Chart OfNumbers(Compared column, NumberProfile reference, NumberProfile current, bool showValues)
    {
        var (a, b) = (reference.Sketch.ToSample(), current.Sketch.ToSample());
        var description = Description(column.Drift, showValues);
        return DistributionBins.Of(a, b) is { } bins
            ? new HistogramChart(
                column.Name,
                column.Drift.Name,
                description,
                showValues ? column.Drift.Name : "values are not shown",
                [
                    new HistogramSeries(Then, HistogramTone.Champion, bins.Shares(a)),
                    new HistogramSeries(Now, HistogramTone.Challenger, bins.Shares(b)),
                ]
            )
            {
                ShowScale = showValues,
            }
            : new BlankChart(column.Name, column.Drift.Name, "The numbers lie too far apart to be drawn.");
    }

    private static string Description(ColumnDrift column, bool showValues)
    {
        string[] parts =
        [
            $"PSI {ColumnText.Index(column)} ({ColumnText.Interval(column)})",
            ColumnText.Change(column, showValues),
            column.Missing is null ? "" : $"missing {ColumnText.Missing(column)}",
        ];
        return string.Join("; ", parts.Where(p => p.Length > 0)) + ".";
    }

    /// <summary>A column of both sides, and the name of its chart.</summary>
    private sealed record Compared(string Name, ColumnDrift Drift, ColumnProfile Reference, ColumnProfile Current);
}
