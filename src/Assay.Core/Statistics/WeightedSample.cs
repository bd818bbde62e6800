using System.Collections.Immutable;

namespace Assay.Core.Statistics;

/// <summary>
/// A sample of a number as distinct values in ascending order and how often each occurs: raw rows weigh 1, an item of a
/// sketch as many rows as it stands for.
/// </summary>
public sealed class WeightedSample
{
    private WeightedSample(ImmutableArray<double> values, ImmutableArray<double> weights)
    {
        (Values, Weights) = (values, weights);
        Weight = weights.Sum();
    }

    /// <summary>The distinct values, ascending.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The weight of each, above 0.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>All weights together: n of raw rows.</summary>
    public double Weight { get; }

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Values.IsEmpty;

    /// <summary>Of raw rows in any order; NaN is a missing value and left out.</summary>
    public static WeightedSample Of(ReadOnlySpan<double> rows)
    {
        var values = rows.ToArray();
        var weights = new double[values.Length];
        Array.Fill(weights, 1);
        return Of(values, weights);
    }

    /// <summary>Of values in any order, each with a weight; NaN is a missing value and left out.</summary>
    /// <param name="values">n values.</param>
    /// <param name="weights">n weights, none negative.</param>
    public static WeightedSample Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double[] keys = [.. values];
        double[] items = [.. weights];
        Array.Sort(keys, items);
        var distinct = ImmutableArray.CreateBuilder<double>(keys.Length);
        var sums = ImmutableArray.CreateBuilder<double>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (double.IsNaN(keys[i]) || items[i] == 0)
            {
                continue;
            }

            if (distinct.Count > 0 && distinct[^1] == keys[i])
            {
                sums[^1] += items[i];
            }
            else
            {
                distinct.Add(keys[i]);
                sums.Add(items[i]);
            }
        }

        return new WeightedSample(distinct.ToImmutable(), sums.ToImmutable());
    }

    /// <summary>The weight of all values below <paramref name="limit"/>.</summary>
    public double Below(double limit)
    {
        double sum = 0;
        for (var i = 0; i < Values.Length && Values[i] < limit; i++)
        {
            sum += Weights[i];
        }

        return sum;
    }

    /// <summary>The mean; NaN when there is nothing.</summary>
    public double Mean
    {
        get
        {
            // From the least value on, so that digits are not lost to an offset that all share.
            double sum = 0;
            for (var i = 0; i < Values.Length; i++)
            {
                sum += (Values[i] - Values[0]) * Weights[i];
            }

            return IsEmpty ? double.NaN : Values[0] + (sum / Weight);
        }
    }

    /// <summary>The variance.</summary>
    /// <param name="lost">Degrees of freedom lost: 0 for a population's, 1 for a sample's.</param>
    /// <returns>NaN when no more weight than that is there.</returns>
    public double Variance(int lost)
    {
        var mean = Mean;
        double sum = 0;
        for (var i = 0; i < Values.Length; i++)
        {
            sum += Weights[i] * (Values[i] - mean) * (Values[i] - mean);
        }

        return Weight > lost ? sum / (Weight - lost) : double.NaN;
    }

    /// <summary>
    /// The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996), each value standing
    /// as often as it weighs; NaN when there is nothing.
    /// </summary>
    /// <param name="p">0 to 1.</param>
    public double Quantile(double p)
    {
        if (IsEmpty)
        {
            return double.NaN;
        }

        var position = p * (Weight - 1);
        var rank = Math.Floor(position);
        var (below, above) = (AtRank(rank), AtRank(Math.Min(rank + 1, Weight - 1)));
        var share = position - rank;
        return share < 0.5 ? below + (share * (above - below)) : above - ((1 - share) * (above - below));
    }

    private double AtRank(double rank)
    {
        double seen = 0;
        for (var i = 0; i < Values.Length; i++)
        {
            seen += Weights[i];
            if (seen > rank)
            {
                return Values[i];
            }
        }

        return Values[^1];
    }
}
