using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>
/// Tests of proportions that may be looked at after every trial. The evidence against a hypothesis is the likelihood under a
/// beta mixture over all proportions, divided by the greatest likelihood that the hypothesis allows: an e-process, whatever
/// the arms' shares of the trials and whoever decides when to look (Wasserman, Ramdas and Balakrishnan 2020, Universal
/// inference, section 7; mixtures as in Robbins 1970; for canaries as in Lindon and Malek 2022, Anytime-valid inference for
/// multinomial count data). By Ville's inequality (1939) it ever reaches 1/α with a chance of at most α where the hypothesis
/// is true.
/// </summary>
public static class SequentialProportion
{
    private const double Golden = 0.6180339887498949;
    private const int Narrowings = 80;

    // Jeffreys' prior, Beta(½, ½): its cost against the best proportion is ½ ln n wherever that lies (Krichevsky and
    // Trofimov 1981), so that rare failures are told as soon as common ones.
    private static readonly double _logPrior = LogBeta(0.5, 0.5);

    /// <summary>The log of the evidence that a proportion is above a limit.</summary>
    /// <param name="arm">x of n.</param>
    /// <param name="limit">0 to 1.</param>
    public static double LogEvidenceAbove((long Count, long Trials) arm, double limit)
    {
        var best = arm.Trials == 0 ? 0 : Math.Min((double)arm.Count / arm.Trials, limit);
        return LogMixture(arm) - LogLikelihood(arm, best);
    }

    /// <summary>The log of the evidence that a proportion is below a limit.</summary>
    /// <param name="arm">x of n.</param>
    /// <param name="limit">0 to 1.</param>
    public static double LogEvidenceBelow((long Count, long Trials) arm, double limit) =>
        LogEvidenceAbove(Others(arm), 1 - limit);

    /// <summary>The log of the evidence that a proportion is above a line over another one, factor · q + offset.</summary>
    /// <param name="arm">x of n.</param>
    /// <param name="other">The other one's.</param>
    /// <param name="factor">0 or more.</param>
    /// <param name="offset">Any number; the line is cut to 0 and 1.</param>
    public static double LogEvidenceAbove(
        (long Count, long Trials) arm,
        (long Count, long Trials) other,
        double factor,
        double offset
    ) => LogMixture(arm) + LogMixture(other) - BestWithin(arm, other, factor, offset);

    /// <summary>The log of the evidence that a proportion is below a line over another one, factor · q + offset.</summary>
    /// <param name="arm">x of n.</param>
    /// <param name="other">The other one's.</param>
    /// <param name="factor">0 or more.</param>
    /// <param name="offset">Any number; the line is cut to 0 and 1.</param>
    public static double LogEvidenceBelow(
        (long Count, long Trials) arm,
        (long Count, long Trials) other,
        double factor,
        double offset
    ) => LogEvidenceAbove(Others(arm), Others(other), factor, 1 - offset - factor);

    /// <summary>
    /// The proportions that are not refuted: a confidence sequence, which covers the true one at all looks together with a
    /// chance of at least 1 − α on either side.
    /// </summary>
    /// <param name="arm">x of n.</param>
    /// <param name="alpha">The chance of an error on one side.</param>
    public static Bounds Bounds((long Count, long Trials) arm, double alpha)
    {
        var enough = -Math.Log(alpha);
        var share = arm.Trials == 0 ? 0.5 : (double)arm.Count / arm.Trials;
        return new Bounds(
            LogEvidenceAbove(arm, 0) < enough ? 0 : Border(0, share, limit => LogEvidenceAbove(arm, limit) < enough),
            LogEvidenceBelow(arm, 1) < enough ? 1 : Border(1, share, limit => LogEvidenceBelow(arm, limit) < enough)
        );
    }

    // The greatest likelihood of both arms where the one's proportion is at most the line. Within, it is the unrestricted
    // one; else it lies on the line, where the log is concave.
    private static double BestWithin(
        (long Count, long Trials) arm,
        (long Count, long Trials) other,
        double factor,
        double offset
    )
    {
        var free = arm.Trials == 0 ? 0 : (double)arm.Count / arm.Trials;
        var otherFree = other.Trials == 0 ? 1 : (double)other.Count / other.Trials;
        if (free <= Line(otherFree))
        {
            return LogLikelihood(arm, free) + LogLikelihood(other, otherFree);
        }

        // Below this the line is 0, and nothing that failed could have.
        var (low, high) = (factor > 0 ? Math.Clamp(-offset / factor, 0, 1) : 0, 1.0);
        for (var i = 0; i < Narrowings; i++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            (low, high) = OnLine(left) < OnLine(right) ? (left, high) : (low, right);
        }

        // The ends too: a proportion of 0 or 1 may be the best.
        return Math.Max(OnLine((low + high) / 2), Math.Max(OnLine(0), OnLine(1)));

        double Line(double q) => Math.Clamp((factor * q) + offset, 0, 1);
        double OnLine(double q) => LogLikelihood(other, q) + LogLikelihood(arm, Math.Min(free, Line(q)));
    }

    private static double Border(double refuted, double kept, Func<double, bool> isKept)
    {
        while (true)
        {
            var middle = (refuted + kept) / 2;
            if (middle == refuted || middle == kept || Math.Abs(kept - refuted) < 1e-12)
            {
                return refuted;
            }

            (refuted, kept) = isKept(middle) ? (refuted, middle) : (middle, kept);
        }
    }

    private static (long Count, long Trials) Others((long Count, long Trials) arm) =>
        (arm.Trials - arm.Count, arm.Trials);

    private static double LogMixture((long Count, long Trials) arm) =>
        LogBeta(arm.Count + 0.5, arm.Trials - arm.Count + 0.5) - _logPrior;

    private static double LogLikelihood((long Count, long Trials) arm, double p) =>
        Times(arm.Count, Math.Log(p)) + Times(arm.Trials - arm.Count, Precise.LogOnePlus(-p));

    private static double Times(long count, double log) => count == 0 ? 0 : count * log;

    private static double LogBeta(double a, double b) =>
        SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}
