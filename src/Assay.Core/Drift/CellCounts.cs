using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Statistics;

namespace Assay.Core.Drift;

/// <summary>Ways to count a column's values in few cells, so that a test's assumptions hold and noise stays small.</summary>
internal static class CellCounts
{
    /// <summary>Distinct numbers up to which each is a cell.</summary>
    public const int MostValues = 20;

    private const int Bins = 10;

    // Below this many expected rows the χ² distribution is rough (Cochran 1954).
    private const double LeastExpected = 5;

    /// <summary>Numbers: each of few values, or ten bins of equal weight in the reference.</summary>
    public static ImmutableArray<DriftCell> OfNumbers(WeightedSample reference, WeightedSample current, bool isDiscrete)
    {
        var edges = isDiscrete
            ? [.. reference.Values.Union(current.Values).Order().Skip(1)]
            : Binning.EqualMass(reference, Bins);
        var (then, now) = (Binning.Counts(reference, edges), Binning.Counts(current, edges));
        var first = isDiscrete ? Math.Min(reference.Values[0], current.Values[0]) : double.NaN;
        return
        [
            .. then.Select(
                (count, i) =>
                    isDiscrete
                        ? new DriftCell(
                            DriftCellKind.Value,
                            Text(i == 0 ? first : edges[i - 1]),
                            null,
                            null,
                            count,
                            now[i]
                        )
                        : new DriftCell(
                            DriftCellKind.Range,
                            null,
                            i == 0 ? null : edges[i - 1],
                            i == edges.Length ? null : edges[i],
                            count,
                            now[i]
                        )
            ),
        ];
    }

    /// <summary>Categories: the most frequent of the reference, then the rest of it, then those that it does not have.</summary>
    public static ImmutableArray<DriftCell> OfCategories(CategoryProfile reference, CategoryProfile current)
    {
        // A value counts for itself where both sides together expect enough rows of it on the smaller side.
        var smaller = (double)Math.Min(reference.Count, current.Count) / (reference.Count + current.Count);
        var own = reference
            .Counts.Where(c => (c.Value + current[c.Key]) * smaller >= LeastExpected)
            .Take(MostValues)
            .ToList();
        var cells = own.Select(c => new DriftCell(DriftCellKind.Value, c.Key, null, null, c.Value, current[c.Key]))
            .ToImmutableArray()
            .ToBuilder();
        var (then, now) = (reference.Count - own.Sum(c => c.Value), current.Count - own.Sum(c => current[c.Key]));
        var unseen = UnseenRows(reference, current) ?? 0;
        if (unseen * smaller >= LeastExpected)
        {
            cells.Add(new DriftCell(DriftCellKind.Unseen, null, null, null, 0, unseen));
            now -= unseen;
        }

        // What is too rare to be tested, and is not all there is, stays out.
        if ((then + now) * smaller >= LeastExpected || (cells.Count < 2 && then + now > 0))
        {
            cells.Add(new DriftCell(DriftCellKind.Other, null, null, null, then, now));
        }

        return cells.ToImmutable();
    }

    /// <summary>Rows with a value that the reference does not have; null when it does not name all that it has.</summary>
    public static long? UnseenRows(CategoryProfile reference, CategoryProfile current) =>
        reference.Other > 0 || current.Other > 0
            ? null
            : current.Counts.Where(c => reference[c.Key] == 0).Sum(c => c.Value);

    /// <summary>A number as a category of it is written.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
