using System.Collections.Immutable;

namespace Assay.Core.Statistics;

/// <summary>
/// Ways to cut a number's range into bins. Edges are the inner ones, ascending; a bin is closed on its left, and the outer
/// ones have no end.
/// </summary>
public static class Binning
{
    /// <summary>Edges at quantiles of the reference (type 7), equal ones once, the least and the greatest value left out.</summary>
    /// <param name="reference">A sample that is not empty.</param>
    /// <param name="bins">At least 1.</param>
    public static ImmutableArray<double> Quantiles(WeightedSample reference, int bins) =>
        [
            .. Enumerable
                .Range(0, bins + 1)
                .Select(i => reference.Quantile(i * (1.0 / bins)))
                .Distinct()
                .Skip(1)
                .SkipLast(1),
        ];

    /// <summary>Edges at equal distances from the reference's least to its greatest value.</summary>
    /// <param name="reference">A sample that is not empty.</param>
    /// <param name="bins">At least 1.</param>
    public static ImmutableArray<double> EqualWidth(WeightedSample reference, int bins) =>
        Between(reference.Values[0], reference.Values[^1], bins);

    /// <summary>Edges at equal distances over both samples, as many as Sturges (1926) says: ⌈log₂(n) + 1⌉ bins.</summary>
    /// <param name="reference">A sample that is not empty.</param>
    /// <param name="current">A sample that is not empty.</param>
    public static ImmutableArray<double> Sturges(WeightedSample reference, WeightedSample current)
    {
        var least = Math.Min(reference.Values[0], current.Values[0]);
        var greatest = Math.Max(reference.Values[^1], current.Values[^1]);
        var width = (greatest - least) / (Math.Log2(reference.Weight + current.Weight) + 1);
        return width > 0
            ? Between(least, greatest, (int)Math.Ceiling((greatest - least) / width))
            : Between(least - 0.5, greatest + 0.5, 1);
    }

    /// <summary>
    /// Edges that give each bin about an equal share of the reference, and a value that has such a share by itself a bin of its
    /// own: a column of two values has two bins, however rare one is.
    /// </summary>
    /// <param name="reference">A sample that is not empty.</param>
    /// <param name="bins">At least 1; there may be as many again where single values weigh much.</param>
    public static ImmutableArray<double> EqualMass(WeightedSample reference, int bins)
    {
        var share = reference.Weight / bins;
        var edges = ImmutableArray.CreateBuilder<double>();
        double held = 0;
        for (var i = 0; i < reference.Values.Length; i++)
        {
            var isLarge = reference.Weights[i] >= share;
            if (held > 0 && (isLarge || held + (reference.Weights[i] / 2) >= share))
            {
                edges.Add(reference.Values[i]);
                held = 0;
            }

            // A value with a bin of its own fills it.
            held += isLarge ? Math.Max(share, reference.Weights[i]) : reference.Weights[i];
        }

        return edges.ToImmutable();
    }

    /// <summary>The weight in each bin: one more bin than edges.</summary>
    public static double[] Counts(WeightedSample sample, ImmutableArray<double> edges)
    {
        var counts = new double[edges.Length + 1];
        var bin = 0;
        for (var i = 0; i < sample.Values.Length; i++)
        {
            while (bin < edges.Length && sample.Values[i] >= edges[bin])
            {
                bin++;
            }

            counts[bin] += sample.Weights[i];
        }

        return counts;
    }

    private static ImmutableArray<double> Between(double from, double to, int bins) =>
        [.. Enumerable.Range(1, bins - 1).Select(i => from + (i * ((to - from) / bins)))];
}
