using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>
/// The rank-sum test of Wilcoxon (1945), Mann and Whitney (1947): whether values of one sample tend to be greater. p-values
/// are normal with the correction for ties.
/// </summary>
/// <param name="U">The reference's U: pairs in which its value is the greater one, ties counting half.</param>
/// <param name="Pairs">All pairs.</param>
/// <param name="Deviation">The standard deviation of U if both were alike; 0 when all values are equal.</param>
public sealed record RankSum(double U, double Pairs, double Deviation)
{
    /// <summary>The chance that a current value is greater than a reference one, ties counting half.</summary>
    public double CurrentGreater => 1 - (U / Pairs);

    /// <summary>The two-sided p-value.</summary>
    /// <param name="continuity">Whether U is moved half a pair to the middle, as is usual.</param>
    public double TwoSidedP(bool continuity) => Math.Min(1, 2 * Tail(Math.Max(U, Pairs - U), continuity));

    /// <summary>The p-value of a reference that is greater.</summary>
    /// <param name="continuity">As for <see cref="TwoSidedP"/>.</param>
    public double GreaterP(bool continuity) => Tail(U, continuity);

    /// <summary>The p-value of a reference that is less.</summary>
    /// <param name="continuity">As for <see cref="TwoSidedP"/>.</param>
    public double LessP(bool continuity) => Tail(Pairs - U, continuity);

    /// <summary>Compares two samples; null when one is empty.</summary>
    public static RankSum? Of(WeightedSample reference, WeightedSample current)
    {
        if (reference.IsEmpty || current.IsEmpty)
        {
            return null;
        }

        var (n, m) = (reference.Weight, current.Weight);
        double u = 0;
        double ties = 0;
        var before = (Reference: 0.0, Current: 0.0);
        foreach (var step in DistributionSteps.Of(reference, current))
        {
            var (of, ofOther) = ((step.Reference - before.Reference) * n, (step.Current - before.Current) * m);
            u += of * ((before.Current * m) + (ofOther / 2));
            ties += Math.Pow(of + ofOther, 3) - (of + ofOther);
            before = (step.Reference, step.Current);
        }

        var spread = n * m / 12 * (n + m + 1 - (ties / ((n + m) * (n + m - 1))));
        return new(u, n * m, Math.Sqrt(Math.Max(0, spread)));
    }

    private double Tail(double u, bool continuity) =>
        Normal.CDF(0, 1, -(u - (Pairs / 2) - (continuity ? 0.5 : 0)) / Deviation);
}
