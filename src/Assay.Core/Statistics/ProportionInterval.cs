using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>Two-sided intervals of a proportion, x of n; undefined (null) without trials.</summary>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval (Wilson 1927).</summary>
    /// <param name="successes">x.</param>
    /// <param name="trials">n.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? Wilson(long successes, long trials, double level)
    {
        if (trials == 0)
        {
            return null;
        }

        var (share, z) = ((double)successes / trials, Z(level));
        var shrink = 1 + (z * z / trials);
        var centre = (share + (z * z / (2 * trials))) / shrink;
        var half = z * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4.0 * trials * trials))) / shrink;

        // With none or all the bound is exactly 0 or 1; rounding would miss it.
        return new Bounds(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>The exact interval of Clopper and Pearson (1934), by quantiles of the beta distribution.</summary>
    /// <param name="successes">x.</param>
    /// <param name="trials">n.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? ClopperPearson(long successes, long trials, double level)
    {
        if (trials == 0)
        {
            return null;
        }

        var tail = (1 - level) / 2;
        return new Bounds(
            successes == 0 ? 0 : BetaQuantile.Of(successes, trials - successes + 1, tail),
            successes == trials ? 1 : BetaQuantile.Of(successes + 1, trials - successes, 1 - tail)
        );
    }

    /// <summary>Agresti and Coull (1998): the normal interval after adding z²/2 to both outcomes, cut to 0 and 1.</summary>
    /// <param name="successes">x.</param>
    /// <param name="trials">n.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? AgrestiCoull(long successes, long trials, double level)
    {
        var z = Z(level);
        return trials == 0 ? null : Around(successes + (z * z / 2), trials + (z * z), z);
    }

    /// <summary>Jeffreys' interval: quantiles of Beta(x + ½, n − x + ½).</summary>
    /// <param name="successes">x.</param>
    /// <param name="trials">n.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? Jeffreys(long successes, long trials, double level)
    {
        var tail = (1 - level) / 2;
        return trials == 0
            ? null
            : new Bounds(
                BetaQuantile.Of(successes + 0.5, trials - successes + 0.5, tail),
                BetaQuantile.Of(successes + 0.5, trials - successes + 0.5, 1 - tail)
            );
    }

    /// <summary>The plain normal interval, cut to 0 and 1.</summary>
    /// <param name="successes">x.</param>
    /// <param name="trials">n.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? Wald(long successes, long trials, double level) =>
        trials == 0 ? null : Around(successes, trials, Z(level));

    /// <summary>
    /// The difference x₂/n₂ − x₁/n₁ of two independent proportions by Newcombe's hybrid of score intervals (Newcombe 1998,
    /// method 10); undefined (null) when either has no trials.
    /// </summary>
    /// <param name="first">x₁ and n₁.</param>
    /// <param name="second">x₂ and n₂.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? Newcombe(
        (long Successes, long Trials) first,
        (long Successes, long Trials) second,
        double level
    )
    {
        if (
            Wilson(first.Successes, first.Trials, level) is not { } a
            || Wilson(second.Successes, second.Trials, level) is not { } b
        )
        {
            return null;
        }

        var (p, q) = ((double)first.Successes / first.Trials, (double)second.Successes / second.Trials);
        return new Bounds(
            q - p - Math.Sqrt(Math.Pow(q - b.Lower, 2) + Math.Pow(a.Upper - p, 2)),
            q - p + Math.Sqrt(Math.Pow(b.Upper - q, 2) + Math.Pow(p - a.Lower, 2))
        );
    }

    private static Bounds Around(double successes, double trials, double z)
    {
        var share = successes / trials;
        var half = z * Math.Sqrt(share * (1 - share) / trials);
        return new Bounds(Math.Max(0, share - half), Math.Min(1, share + half));
    }

    private static double Z(double level) => Normal.InvCDF(0, 1, 1 - ((1 - level) / 2));
}
