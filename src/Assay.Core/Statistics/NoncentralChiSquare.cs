using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>The noncentral χ² distribution by Sankaran's transformation to a normal one (Sankaran 1963, "Approximations to the
/// Non-Central Chi-Square Distribution").</summary>
public static class NoncentralChiSquare
{
    private const int Steps = 80;

    /// <summary>The chance of at most <paramref name="x"/>.</summary>
    /// <param name="x">Above 0.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    /// <param name="noncentrality">λ, at least 0.</param>
    public static double Cdf(double x, double freedom, double noncentrality)
    {
        var (mean, twice) = (freedom + noncentrality, freedom + (2 * noncentrality));
        var h = 1 - (2 * mean * (freedom + (3 * noncentrality)) / (3 * twice * twice));
        var p = twice / (mean * mean);
        var m = (h - 1) * (1 - (3 * h));
        var centre = 1 + (h * p * (h - 1 - ((2 - h) * m * p / 2)));
        return Normal.CDF(0, 1, (Math.Pow(x / mean, h) - centre) / (h * Math.Sqrt(2 * p) * (1 + (m * p / 2))));
    }

    /// <summary>
    /// The two-sided interval of λ that an observed χ² leaves: λ is inside when the observation is in neither tail of its
    /// distribution.
    /// </summary>
    /// <param name="x">The observed χ², at least 0.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds Interval(double x, double freedom, double level)
    {
        var tail = (1 - level) / 2;
        return x <= 0 ? new Bounds(0, 0) : new Bounds(Inverse(x, freedom, 1 - tail), Inverse(x, freedom, tail));
    }

    // The λ whose chance of at most x is p; the chance falls with λ.
    private static double Inverse(double x, double freedom, double p)
    {
        if (Cdf(x, freedom, 0) <= p)
        {
            return 0;
        }

        var (low, high) = (0.0, x + 1);
        while (Cdf(x, freedom, high) > p)
        {
            high *= 2;
        }

        for (var i = 0; i < Steps; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(x, freedom, middle) > p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
