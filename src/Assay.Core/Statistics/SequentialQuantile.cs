namespace Assay.Core.Statistics;

/// <summary>
/// Bounds of a quantile that hold at all looks together, as ranks of the sorted sample: a value is refuted as the quantile
/// once too many or too few of the trials are above it (Howard and Ramdas 2022, Sequential estimation of quantiles, by the
/// test of <see cref="SequentialProportion"/>).
/// </summary>
public static class SequentialQuantile
{
    /// <summary>The rank, 1 for the least, whose value the quantile is not below; null while the sample is too small.</summary>
    /// <param name="trials">The sample's size.</param>
    /// <param name="p">Which quantile, above 0 and below 1.</param>
    /// <param name="alpha">The chance that the true quantile is ever below the bound.</param>
    public static long? LowerRank(long trials, double p, double alpha)
    {
        // So many above the value that it is no bound from above of a share p.
        var enough = -Math.Log(alpha);
        var above = First(
            (long)Math.Ceiling(trials * (1 - p)),
            trials,
            count => SequentialProportion.LogEvidenceAbove((count, trials), 1 - p) >= enough
        );
        return above is { } count ? trials - count + 1 : null;
    }

    /// <summary>The rank whose value the quantile is not above; null while the sample is too small.</summary>
    /// <param name="trials">The sample's size.</param>
    /// <param name="p">Which quantile, above 0 and below 1.</param>
    /// <param name="alpha">The chance that the true quantile is ever above the bound.</param>
    public static long? UpperRank(long trials, double p, double alpha) =>
        First(
            (long)Math.Ceiling(trials * p),
            trials,
            count => SequentialProportion.LogEvidenceAbove((count, trials), p) >= -Math.Log(alpha)
        );

    /// <summary>
    /// Trials at which a sample's greatest value is a bound of the quantile from above: with fewer the quantile is beyond
    /// anything seen (Wilks 1941).
    /// </summary>
    /// <param name="p">Which quantile.</param>
    /// <param name="confidence">One-sided confidence.</param>
    public static long TrialsToBound(double p, double confidence) =>
        (long)Math.Ceiling(Math.Log(1 - confidence) / Math.Log(p));

    private static long? First(long low, long high, Func<long, bool> holds)
    {
        if (high == 0 || !holds(high))
        {
            return null;
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return high;
    }
}
