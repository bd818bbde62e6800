using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>A t test of whether two samples have one mean.</summary>
/// <param name="T">The difference reference − current in standard errors; NaN where there is no spread or too few rows.</param>
/// <param name="Freedom">Degrees of freedom.</param>
public sealed record TwoSampleTTest(double T, double Freedom)
{
    /// <summary>The two-sided p-value; NaN when undefined.</summary>
    public double TwoSidedP =>
        double.IsNaN(T) ? double.NaN
        : double.IsInfinity(T) ? 0
        : SpecialFunctions.BetaRegularized(Freedom / 2, 0.5, Freedom / (Freedom + (T * T)));

    /// <summary>For variances that may differ (Welch 1947).</summary>
    public static TwoSampleTTest Welch(WeightedSample reference, WeightedSample current)
    {
        var (a, b) = (reference.Variance(1) / reference.Weight, current.Variance(1) / current.Weight);
        return new(
            (reference.Mean - current.Mean) / Math.Sqrt(a + b),
            (a + b) * (a + b) / ((a * a / (reference.Weight - 1)) + (b * b / (current.Weight - 1)))
        );
    }

    /// <summary>For equal variances (Student 1908).</summary>
    public static TwoSampleTTest Student(WeightedSample reference, WeightedSample current)
    {
        var (n, m) = (reference.Weight, current.Weight);
        var variance = (((n - 1) * reference.Variance(1)) + ((m - 1) * current.Variance(1))) / (n + m - 2);
        return new((reference.Mean - current.Mean) / Math.Sqrt(variance * ((1 / n) + (1 / m))), n + m - 2);
    }
}
