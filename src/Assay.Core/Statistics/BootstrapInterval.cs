using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>Intervals from a statistic's values on bootstrap resamples (Efron and Tibshirani 1993).</summary>
public static class BootstrapInterval
{
    /// <summary>The standard deviation (n − 1) of a statistic's values on resamples: its standard error.</summary>
    /// <param name="resampled">At least two values.</param>
    public static double StandardError(ReadOnlySpan<double> resampled) =>
        StudentInterval.StandardError(resampled) * Math.Sqrt(resampled.Length);

    /// <summary>The quantiles of the resampled values.</summary>
    /// <param name="resampled">At least one value.</param>
    /// <param name="level">Two-sided coverage, 0 to 1.</param>
    public static Bounds Percentile(IEnumerable<double> resampled, double level)
    {
        double[] sorted = [.. resampled.Order()];
        return new Bounds(Quantile.OfSorted(sorted, (1 - level) / 2), Quantile.OfSorted(sorted, 1 - ((1 - level) / 2)));
    }

    /// <summary>The percentile interval mirrored at the statistic: 2 · statistic − quantiles.</summary>
    /// <param name="statistic">The statistic of the sample itself.</param>
    /// <param name="resampled">At least one value.</param>
    /// <param name="level">Two-sided coverage, 0 to 1.</param>
    public static Bounds Basic(double statistic, IEnumerable<double> resampled, double level)
    {
        var (lower, upper) = Percentile(resampled, level);
        return new Bounds((2 * statistic) - upper, (2 * statistic) - lower);
    }

    /// <summary>
    /// Bias-corrected and accelerated (Efron 1987): quantiles shifted by the bias z₀ and, with the jackknife's skewness,
    /// the acceleration. Null when the statistic lies outside all resampled values or the jackknife has no spread.
    /// </summary>
    /// <param name="statistic">The statistic of the sample itself.</param>
    /// <param name="resampled">At least one value.</param>
    /// <param name="jackknife">The statistic without one row, for each row.</param>
    /// <param name="level">Two-sided coverage, 0 to 1.</param>
    public static Bounds? BiasCorrected(
        double statistic,
        IEnumerable<double> resampled,
        IReadOnlyList<double> jackknife,
        double level
    )
    {
        double[] sorted = [.. resampled.Order()];
        var bias = Bias(statistic, sorted);
        var acceleration = Acceleration(jackknife);
        if (!double.IsFinite(bias) || !double.IsFinite(acceleration))
        {
            return null;
        }

        return new Bounds(End((1 - level) / 2), End(1 - ((1 - level) / 2)));

        double End(double p)
        {
            var z = bias + Normal.InvCDF(0, 1, p);
            return Quantile.OfSorted(sorted, Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z)))));
        }
    }

    /// <summary>z₀: the normal quantile of the share of resampled values below the statistic.</summary>
    /// <param name="statistic">The statistic of the sample itself.</param>
    /// <param name="resampled">At least one value.</param>
    public static double Bias(double statistic, IReadOnlyCollection<double> resampled) =>
        Normal.InvCDF(0, 1, (double)resampled.Count(r => r < statistic) / resampled.Count);

    /// <summary>Σ(m − xᵢ)³ / 6(Σ(m − xᵢ)²)^1.5 of the jackknife's values xᵢ and their mean m.</summary>
    /// <param name="jackknife">The statistic without one row, for each row.</param>
    public static double Acceleration(IReadOnlyCollection<double> jackknife)
    {
        var mean = jackknife.Average();
        var squares = jackknife.Sum(x => Math.Pow(mean - x, 2));
        return jackknife.Sum(x => Math.Pow(mean - x, 3)) / (6 * Math.Pow(squares, 1.5));
    }
}
