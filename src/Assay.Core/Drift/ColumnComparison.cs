using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Core.Drift;

/// <summary>Compares one column's profiles; p-values are not adjusted yet, and the state is settled after they are.</summary>
/// <param name="policy">The rules.</param>
internal sealed class ColumnComparison(DriftPolicy policy)
{
    private const string IntervalMethod = "noncentral χ²";

    // An exact p-value costs n · m steps.
    private const double MostPairs = 100_000;

    /// <summary>A column that both sides have.</summary>
    public ColumnDrift Of(ColumnProfile reference, ColumnProfile current)
    {
        var findings = ImmutableArray.CreateBuilder<string>();
        var (then, now) = (Counts(reference), Counts(current));
        var drift = new ColumnDrift
        {
            Name = reference.Name,
            State = ColumnState.Stable,
            Reference = then,
            Current = now,
            Missing = MissingComparison.Of(then, now, policy.Level),
        };
        findings.AddRange(ColumnFindings.Of(reference, current));
        if (ColumnFindings.ReasonToSkip(reference, current) is { } reason)
        {
            findings.Add(reason);
            return drift with { State = ColumnState.Skipped, Findings = findings.ToImmutable() };
        }

        var values =
            then.Values == 0 || now.Values == 0
                ? null
                : (reference, current) switch
                {
                    (NumberProfile a, NumberProfile b) => OfNumbers(a, b),
                    (CategoryProfile a, CategoryProfile b) => OfCategories(a, b),
                    (NumberProfile a, CategoryProfile b) when AsCategories(a) is { } texts => OfCategories(texts, b),
                    (CategoryProfile a, NumberProfile b) when AsCategories(b) is { } texts => OfCategories(a, texts),
                    _ => null,
                };
        var isOfOtherKind = then.Values > 0 && now.Values > 0 && values is null;
        if (isOfOtherKind)
        {
            findings.Add(
                reference is NumberProfile
                    ? "the reference holds numbers, the current data text"
                    : "the reference holds text, the current data numbers"
            );
        }

        return drift with
        {
            State =
                isOfOtherKind ? ColumnState.Drifted
                : Math.Min(then.Values, now.Values) < policy.LeastRows ? ColumnState.Thin
                : ColumnState.Stable,
            Values = values,
            Findings = findings.ToImmutable(),
        };
    }

    /// <summary>A column of one side only.</summary>
    public static ColumnDrift OfOneSide(ColumnProfile? reference, ColumnProfile? current) =>
        new()
        {
            Name = (reference ?? current)!.Name,
            State = current is null ? ColumnState.Absent : ColumnState.New,
            Reference = reference is null ? null : Counts(reference),
            Current = current is null ? null : Counts(current),
        };

    private ValueDrift OfNumbers(NumberProfile reference, NumberProfile current)
    {
        var (a, b) = (reference.Sketch.ToSample(), current.Sketch.ToSample());
        var isDiscrete =
            reference.Sketch.IsExact
            && current.Sketch.IsExact
            && a.Values.Union(b.Values).Count() <= CellCounts.MostValues;
        var cells = CellCounts.OfNumbers(a, b, isDiscrete);
        var (n, m) = (reference.Sketch.EffectiveRows, current.Sketch.EffectiveRows);
        return Of(
            isDiscrete ? ChiSquare(cells) : KolmogorovSmirnov(a, b, reference.Sketch, current.Sketch),
            cells,
            n,
            m
        ) with
        {
            Wasserstein = reference.Variance is > 0 and var variance
                ? SampleDistance.Wasserstein(a, b) / Math.Sqrt(variance)
                : null,
        };
    }

    private ValueDrift OfCategories(CategoryProfile reference, CategoryProfile current)
    {
        var cells = CellCounts.OfCategories(reference, current);
        var table = Table(cells);
        var unseen = CellCounts.UnseenRows(reference, current);
        return Of(ChiSquare(cells), cells, reference.Count, current.Count) with
        {
            CramersV = table is { Freedom: > 0 } ? table.CramersV : null,
            Unseen = unseen is not { } rows
                ? null
                : new UnseenValues(
                    rows,
                    (double)rows / current.Count,
                    [.. current.Counts.Where(c => reference[c.Key] == 0).Select(c => c.Key).Take(CellCounts.MostValues)]
                ),
        };
    }

    private ValueDrift Of(DriftTest test, ImmutableArray<DriftCell> cells, double n, double m)
    {
        double[] then = [.. cells.Select(c => c.Reference)];
        double[] now = [.. cells.Select(c => c.Current)];
        var index = Divergence.StabilityIndex(then, now);
        var (lower, upper) =
            cells.Length > 1 ? StabilityIndex.Interval(index, cells.Length, n, m, policy.Level) : new Bounds(0, 0);
        return new ValueDrift(
            test,
            index,
            new Interval(lower, upper, policy.Level, IntervalMethod),
            Math.Sqrt(Divergence.JensenShannon(then, now)),
            null,
            null,
            cells,
            null
        );
    }

    private static DriftTest KolmogorovSmirnov(
        WeightedSample a,
        WeightedSample b,
        QuantileSketch then,
        QuantileSketch now
    )
    {
        var test = KolmogorovSmirnovTest.Of(a, b, then.EffectiveRows, now.EffectiveRows)!;
        var isExact = then.IsExact && now.IsExact && a.Weight * b.Weight <= MostPairs;
        return new DriftTest("Kolmogorov-Smirnov", test.Statistic, isExact ? test.ExactP : test.AsymptoticP);
    }

    private static DriftTest ChiSquare(ImmutableArray<DriftCell> cells) =>
        new("χ²", Table(cells)?.ChiSquare, Table(cells)?.P ?? double.NaN);

    private static ContingencyTest? Table(ImmutableArray<DriftCell> cells) =>
        ContingencyTest.Of([.. cells.Select(c => c.Reference)], [.. cells.Select(c => c.Current)]);

    // Numbers that one side holds as text: few enough of them are categories too.
    private static CategoryProfile? AsCategories(NumberProfile numbers)
    {
        if (!numbers.Sketch.IsExact)
        {
            return null;
        }

        var sample = numbers.Sketch.ToSample();
        var categories = new CategoryProfile(numbers.Name);
        for (var i = 0; i < sample.Values.Length; i++)
        {
            categories.Add(CellCounts.Text(sample.Values[i]), (long)sample.Weights[i]);
        }

        return categories;
    }

    private static ColumnCounts Counts(ColumnProfile column) =>
        new(column.Rows, column.Missing, (column as NumberProfile)?.Infinite ?? 0)
        {
            Mean = (column as NumberProfile)?.Mean,
        };
}
