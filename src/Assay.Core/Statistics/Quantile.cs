namespace Assay.Core.Statistics;

/// <summary>Sample quantiles.</summary>
public static class Quantile
{
    /// <summary>
    /// The quantile by linear interpolation between order statistics, type 7 of Hyndman and Fan (1996), the usual one of
    /// numpy and R.
    /// </summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="p">0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        var position = p * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
