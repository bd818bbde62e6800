using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>
/// Student's t for paired values: the mean difference challenger − champion, its test and interval. Pairs with a
/// missing side are dropped. With fewer than two pairs, or differences that are equal up to rounding, only the mean is
/// defined.
/// </summary>
/// <param name="Pairs">Pairs with both sides.</param>
/// <param name="Mean">Mean difference; null without a pair.</param>
/// <param name="StandardError">Its standard error; null when undefined or 0.</param>
public sealed record PairedTest(int Pairs, double? Mean, double? StandardError)
{
    /// <summary>The mean in standard errors; null when undefined.</summary>
    public double? T => StatisticAgainst(0);

    /// <summary>The chance of a mean this far from 0 on either side, if the true one were 0.</summary>
    public double? TwoSidedP => T is { } t ? 2 * Below(-Math.Abs(t)) : null;

    /// <summary>The mean in standard deviations of the differences (Cohen's d<sub>z</sub>).</summary>
    public double? EffectSize => T / Math.Sqrt(Pairs);

    /// <summary>Pairs the values row by row.</summary>
    /// <param name="champion">n values, NaN where missing.</param>
    /// <param name="challenger">n values, NaN where missing.</param>
    public static PairedTest Of(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger)
    {
        List<double> differences = [];
        double size = 0;
        for (var i = 0; i < champion.Length; i++)
        {
            if (!double.IsNaN(champion[i]) && !double.IsNaN(challenger[i]))
            {
                differences.Add(challenger[i] - champion[i]);
                size = Math.Max(size, Math.Max(Math.Abs(champion[i]), Math.Abs(challenger[i])));
            }
        }

        if (differences.Count == 0)
        {
            return new PairedTest(0, null, null);
        }

        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1));
        var varies = differences.Count > 1 && deviation > 8 * double.BitIncrement(size) - (8 * size);
        return new PairedTest(differences.Count, mean, varies ? deviation / Math.Sqrt(differences.Count) : null);
    }

    /// <summary>The mean's distance from <paramref name="hypothesis"/> in standard errors; null when undefined.</summary>
    public double? StatisticAgainst(double hypothesis) => (Mean - hypothesis) / StandardError;

    /// <summary>The chance of a mean this high, if the true one were <paramref name="hypothesis"/>.</summary>
    public double? GreaterP(double hypothesis = 0) => StatisticAgainst(hypothesis) is { } t ? Below(-t) : null;

    /// <summary>The chance of a mean this low, if the true one were <paramref name="hypothesis"/>.</summary>
    public double? LessP(double hypothesis = 0) => StatisticAgainst(hypothesis) is { } t ? Below(t) : null;

    /// <summary>The two-sided interval of the mean difference.</summary>
    /// <param name="level">Coverage, 0 to 1.</param>
    public Bounds? Interval(double level) =>
        StandardError is { } error ? StudentInterval.Around(Mean!.Value, error, Pairs - 1, level) : null;

    /// <summary>
    /// Two one-sided tests of equivalence (Schuirmann 1987): the greater of the chances that the true mean is not above
    /// <paramref name="low"/> and not below <paramref name="high"/>.
    /// </summary>
    public double? EquivalenceP(double low, double high) =>
        StandardError is null ? null : Math.Max(GreaterP(low)!.Value, LessP(high)!.Value);

    private double Below(double t) => StudentT.CDF(0, 1, Pairs - 1, t);
}
