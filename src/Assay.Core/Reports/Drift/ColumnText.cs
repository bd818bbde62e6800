using System.Collections.Immutable;
using Assay.Core.Drift;

namespace Assay.Core.Reports.Drift;

/// <summary>A column of a drift check in words, the same in every rendering.</summary>
internal static class ColumnText
{
    private const string None = "–";
    private const double LeastP = 0.001;
    private const string KolmogorovSmirnov = "Kolmogorov-Smirnov";

    /// <summary>What became of it.</summary>
    public static string State(ColumnState state) =>
        state switch
        {
            ColumnState.Thin => "too few values",
            ColumnState.Skipped => "not compared",
            _ => state.ToString().ToLowerInvariant(),
        };

    /// <summary>The stability index.</summary>
    public static string Index(ColumnDrift column) =>
        column.Values is { } values ? Effect(values.StabilityIndex) : None;

    /// <summary>Its interval; empty without one.</summary>
    public static string Interval(ColumnDrift column) =>
        column.Values?.Interval is { Lower: { } lower, Upper: { } upper } ? $"{Effect(lower)} … {Effect(upper)}" : "";

    /// <summary>The test of its values: <c>χ² 412</c>; KS is that of Kolmogorov and Smirnov.</summary>
    public static string Test(ColumnDrift column)
    {
        if (column.Values is not { Test: { } test })
        {
            return None;
        }

        var name = test.Name == KolmogorovSmirnov ? "KS" : test.Name;
        return test.Statistic is { } statistic ? $"{name} {Number(statistic)}" : name;
    }

    /// <summary>Its p-value, adjusted where it was: <c>p &lt; 0.001</c>; empty without one.</summary>
    public static string P(ColumnDrift column) =>
        column.Values is { Test: { } test } ? P(double.IsNaN(test.AdjustedP) ? test.P : test.AdjustedP) : "";

    /// <summary>The shares of missing values: <c>0 % → 12 %</c>.</summary>
    public static string Missing(ColumnDrift column) =>
        column.Missing is { } missing ? $"{Share(missing.Reference)} → {Share(missing.Current)}"
        : column is { Reference: not null, Current: not null } ? "none"
        : None;

    /// <summary>What changed most, and what else is to be known.</summary>
    public static string Change(ColumnDrift column, bool showValues) =>
        string.Join("; ", Changes(column, showValues).Concat(column.Findings));

    /// <summary>A cell's name: a category, <c>value 2</c> where values are not to be shown, or a range.</summary>
    public static string Label(ImmutableArray<DriftCell> cells, int index, bool showValues) =>
        cells[index] switch
        {
            { Kind: DriftCellKind.Value } when !showValues => $"value {index + 1}",
            { Kind: DriftCellKind.Value, Label: { Length: > 0 } label } => label,
            { Kind: DriftCellKind.Value } => "(empty)",
            { Kind: DriftCellKind.Other } => "other values",
            { Kind: DriftCellKind.Unseen } => "unseen values",
            _ when !showValues => $"range {index + 1}",
            { From: null, To: { } to } => $"< {Number(to)}",
            { From: { } from, To: null } => $"≥ {Number(from)}",
            { From: { } from, To: { } to } => $"{Number(from)} … {Number(to)}",
            _ => "all",
        };

    /// <summary>A share in percent with at most one decimal.</summary>
    public static string Share(double share) => Numbers.Percent(Math.Round(share, 3));

    private static IEnumerable<string> Changes(ColumnDrift column, bool showValues)
    {
        if (column is { Reference.Mean: { } then, Current.Mean: { } now })
        {
            yield return $"mean {Number(then)} → {Number(now)}";
        }
        else if (column.Values is { Cells.Length: > 1 } values)
        {
            var cells = Shares(values.Cells);
            var most = Enumerable.Range(0, cells.Length).MaxBy(i => Math.Abs(cells[i].Now - cells[i].Then));
            var label = Label(values.Cells, most, showValues);
            yield return $"{label} {Share(cells[most].Then)} → {Share(cells[most].Now)}";
        }

        if (column.Values?.Unseen is { Rows: > 0 } unseen)
        {
            yield return $"{Share(unseen.Share)} of the rows hold values that the reference does not have";
        }
    }

    /// <summary>The share of each side's rows in each cell.</summary>
    public static ImmutableArray<(double Then, double Now)> Shares(ImmutableArray<DriftCell> cells)
    {
        var (then, now) = (cells.Sum(c => c.Reference), cells.Sum(c => c.Current));
        return [.. cells.Select(c => (then > 0 ? c.Reference / then : 0, now > 0 ? c.Current / now : 0))];
    }

    private static string P(double p) =>
        double.IsNaN(p) ? ""
        : p < LeastP ? $"p < {Numbers.Plain(LeastP)}"
        : $"p {Numbers.Fixed(p, 3)}";

    // Below 1 as many decimals as tell 0.197 from the 0.2 that it is held against.
    private static string Effect(double index) => Numbers.Fixed(index, index < 1 ? 3 : 2);

    private static string Number(double value) => Numbers.Fixed(value, Numbers.DecimalsFor(value, 3));
}
