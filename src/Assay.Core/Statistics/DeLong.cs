using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>
/// Two areas under the ROC curve on the same rows, their variances and their covariance (DeLong, DeLong and
/// Clarke-Pearson 1988), by midranks in O(n log n) (Sun and Xu 2014). Variances are null with fewer than two rows in a
/// class.
/// </summary>
/// <param name="Champion">The champion's area.</param>
/// <param name="Challenger">The challenger's area.</param>
/// <param name="ChampionVariance">Variance of the champion's area.</param>
/// <param name="ChallengerVariance">Variance of the challenger's area.</param>
/// <param name="Covariance">Their covariance.</param>
/// <param name="DifferenceVariance">Variance of the difference.</param>
/// <param name="SameRanking">Whether both order every pair of a positive and a negative row alike.</param>
public sealed record DeLong(
    double Champion,
    double Challenger,
    double? ChampionVariance,
    double? ChallengerVariance,
    double? Covariance,
    double? DifferenceVariance,
    bool SameRanking
)
{
    /// <summary>Challenger − champion.</summary>
    public double Difference => Challenger - Champion;

    /// <summary>The difference in standard errors; null when its variance is 0 or unknown.</summary>
    public double? Z => DifferenceVariance is > 0 ? Difference / Math.Sqrt(DifferenceVariance.Value) : null;

    /// <summary>The chance of a difference this far from 0 on either side, if there were none; null when undefined.</summary>
    public double? TwoSidedP => Z is { } z ? 2 * Normal.CDF(0, 1, -Math.Abs(z)) : null;

    /// <summary>The chance of a difference this high, if there were none; null when undefined.</summary>
    public double? ChallengerGreaterP => Z is { } z ? Normal.CDF(0, 1, -z) : null;

    /// <summary>The two-sided normal interval of the difference; null when its variance is 0 or unknown.</summary>
    /// <param name="level">Coverage, 0 to 1.</param>
    public Bounds? DifferenceInterval(double level) =>
        DifferenceVariance is > 0 ? Around(Difference, DifferenceVariance.Value, level) : null;

    /// <summary>The two-sided normal interval of one area, cut to 0 and 1.</summary>
    /// <param name="area">The area.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds AreaInterval(double area, double variance, double level)
    {
        var (lower, upper) = Around(area, variance, level);
        return new Bounds(Math.Max(0, lower), Math.Min(1, upper));
    }

    /// <summary>Compares two scores of the same rows; null unless there are rows of both classes.</summary>
    /// <param name="labels">n labels, 1 for positive rows.</param>
    /// <param name="champion">n scores.</param>
    /// <param name="challenger">n scores.</param>
    public static DeLong? Of(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> champion,
        ReadOnlySpan<double> challenger
    )
    {
        var a = Placements.Of(labels, champion);
        var b = Placements.Of(labels, challenger);
        var m = a.Positives.Length;
        var n = a.Negatives.Length;
        if (m == 0 || n == 0)
        {
            return null;
        }

        // The variance of the difference is taken from each row's difference, so that equal rankings give exactly 0.
        var positives = Differences(b.Positives, a.Positives);
        var negatives = Differences(b.Negatives, a.Negatives);
        var known = m > 1 && n > 1;
        return new DeLong(
            a.Positives.Average(),
            b.Positives.Average(),
            known ? (Covary(a.Positives, a.Positives) / m) + (Covary(a.Negatives, a.Negatives) / n) : null,
            known ? (Covary(b.Positives, b.Positives) / m) + (Covary(b.Negatives, b.Negatives) / n) : null,
            known ? (Covary(a.Positives, b.Positives) / m) + (Covary(a.Negatives, b.Negatives) / n) : null,
            known ? (Covary(positives, positives) / m) + (Covary(negatives, negatives) / n) : null,
            a.RanksLike(b)
        );
    }

    private static Bounds Around(double centre, double variance, double level)
    {
        var half = Normal.InvCDF(0, 1, 1 - ((1 - level) / 2)) * Math.Sqrt(variance);
        return new Bounds(centre - half, centre + half);
    }

    private static double[] Differences(double[] x, double[] y)
    {
        var differences = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            differences[i] = x[i] - y[i];
        }

        return differences;
    }

    private static double Covary(double[] x, double[] y)
    {
        var meanX = x.Average();
        var meanY = y.Average();
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }

        return sum / (x.Length - 1);
    }
}
