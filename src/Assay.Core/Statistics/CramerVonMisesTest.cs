using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>
/// The two-sample test of Cramér and von Mises: the mean squared distance of both distribution functions, ties by midranks, and
/// its p-value by the limiting distribution (Anderson 1962).
/// </summary>
/// <param name="Statistic">T.</param>
/// <param name="P">The asymptotic p-value.</param>
public sealed record CramerVonMisesTest(double Statistic, double P)
{
    private const double Negligible = 0.003;

    /// <summary>Compares two samples; null when one has fewer than two rows.</summary>
    public static CramerVonMisesTest? Of(WeightedSample reference, WeightedSample current)
    {
        var (n, m) = (reference.Weight, current.Weight);
        if (n < 2 || m < 2)
        {
            return null;
        }

        double u = 0;
        var (i, j) = (0.0, 0.0);
        foreach (var step in DistributionSteps.Of(reference, current))
        {
            var of = Math.Round((step.Reference * n) - i);
            var ofOther = Math.Round((step.Current * m) - j);
            var rank = i + j + ((of + ofOther + 1) / 2);
            u += (n * Squares(rank - i, of)) + (m * Squares(rank - j, ofOther));
            (i, j) = (i + of, j + ofOther);
        }

        var (pairs, all) = (n * m, n + m);
        var statistic = (u / (pairs * all)) - (((4 * pairs) - 1) / (6 * all));
        var expected = (1 + (1 / all)) / 6;
        var variance =
            (all + 1) * ((4 * pairs * all) - (3 * ((n * n) + (m * m))) - (2 * pairs)) / (45 * all * all * 4 * pairs);
        var scaled = (1.0 / 6) + ((statistic - expected) / Math.Sqrt(45 * variance));
        return new(statistic, scaled < Negligible ? 1 : Math.Max(0, 1 - Limit(scaled)));
    }

    // Σ (r − k)² for k = 1 … count.
    private static double Squares(double r, double count) =>
        (count * r * r) - (r * count * (count + 1)) + (count * (count + 1) * ((2 * count) + 1) / 6);

    // The limiting distribution of ω² (Anderson and Darling 1952, equation 4.35).
    private static double Limit(double x)
    {
        double sum = 0;
        var coefficient = 1 / Math.Sqrt(Math.PI);
        for (var k = 0; k < 100; k++)
        {
            coefficient *= k == 0 ? SpecialFunctions.Gamma(0.5) : (k - 0.5) / k;
            var y = (4 * k) + 1;
            var q = y * y / (16 * x);
            var term = coefficient * Math.Sqrt(y) * Math.Exp(-q) * SpecialFunctions.BesselK(0.25, q);
            sum += term / (Math.PI * Math.Sqrt(x));
            if (term < 1e-18 * sum || term == 0)
            {
                break;
            }
        }

        return sum;
    }
}
