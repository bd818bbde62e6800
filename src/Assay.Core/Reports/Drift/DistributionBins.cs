using System.Collections.Immutable;
using Assay.Core.Reports.Charts;
using Assay.Core.Statistics;

namespace Assay.Core.Reports.Drift;

/// <summary>Bins of equal width over two samples of a number; what lies outside of nearly all rows is in the outer ones.</summary>
/// <param name="From">Where the first begins.</param>
/// <param name="Width">The width of each.</param>
/// <param name="Count">How many.</param>
internal sealed record DistributionBins(double From, double Width, int Count)
{
    private const int Most = 36;
    private const double Tail = 0.005;

    /// <summary>Bins that fit; null where the range is no number. Whole numbers have bins of as many each.</summary>
    public static DistributionBins? Of(WeightedSample reference, WeightedSample current)
    {
        var from = Math.Min(reference.Quantile(Tail), current.Quantile(Tail));
        var to = Math.Max(reference.Quantile(1 - Tail), current.Quantile(1 - Tail));
        if (!double.IsFinite(to - from))
        {
            return null;
        }

        if (reference.Values.All(double.IsInteger) && current.Values.All(double.IsInteger))
        {
            var width = Math.Max(1, Math.Ceiling((to - from + 1) / Most));
            return new DistributionBins(Math.Floor(from) - 0.5, width, (int)Math.Ceiling((to - from + 1) / width));
        }

        return to > from
            ? new DistributionBins(from, (to - from) / Most, Most)
            : new DistributionBins(from - 0.5, 1, 1);
    }

    /// <summary>The share of a sample's rows in each.</summary>
    public ImmutableArray<ChartBin> Shares(WeightedSample sample)
    {
        var weights = new double[Count];
        for (var i = 0; i < sample.Values.Length; i++)
        {
            weights[(int)Math.Clamp((sample.Values[i] - From) / Width, 0, Count - 1)] += sample.Weights[i];
        }

        return
        [
            .. weights.Select((w, i) => new ChartBin(From + (i * Width), From + ((i + 1) * Width), w / sample.Weight)),
        ];
    }
}
