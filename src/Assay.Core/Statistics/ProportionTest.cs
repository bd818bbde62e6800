using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>The z test of two proportions, x₁ of n₁ against x₂ of n₂, by the pooled variance.</summary>
/// <param name="Z">The difference x₁/n₁ − x₂/n₂ in standard errors; NaN when none or all of both are.</param>
public sealed record ProportionTest(double Z)
{
    /// <summary>The chance of a difference this far from 0 on either side, if there were none.</summary>
    public double TwoSidedP => 2 * Normal.CDF(0, 1, -Math.Abs(Z));

    /// <summary>The chance of a difference this low.</summary>
    public double LessP => Normal.CDF(0, 1, Z);

    /// <summary>The chance of a difference this high.</summary>
    public double GreaterP => Normal.CDF(0, 1, -Z);

    /// <summary>Compares x₁ of n₁ with x₂ of n₂.</summary>
    public static ProportionTest Of(double x1, double n1, double x2, double n2)
    {
        var pooled = (x1 + x2) / (n1 + n2);
        return new(((x1 / n1) - (x2 / n2)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n2))));
    }
}
