using Assay.Core.Conditions;
using Assay.Core.Statistics;

namespace Assay.Core.Rollouts;

/// <summary>One metric of the canary, and what can be said of its true value.</summary>
/// <param name="Value">As counted, in the base unit.</param>
/// <param name="Stable">Stable's, where the condition compares with it.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="Lower">The least that it may truly be; null for no bound.</param>
/// <param name="Upper">The most that it may truly be; null for no bound.</param>
/// <param name="IsBroken">Whether it is proven that it does not meet the condition.</param>
/// <param name="Needed">Requests without which the figure says too little to let a canary pass.</param>
internal sealed record ArmFigure(
    double Value,
    double? Stable,
    double Limit,
    double? Lower,
    double? Upper,
    bool IsBroken,
    long Needed
)
{
    // Beyond it a limit is so strict that no sample would do.
    private const double LeastRate = 1e-6;

    public static ArmFigure OfRate(
        Condition condition,
        (long Count, long Trials) canary,
        (long Count, long Trials) stable,
        double alpha,
        double confidence
    )
    {
        var threshold = condition.Threshold;
        var other = threshold.RelativeTo is null ? (double?)null : (double)stable.Count / stable.Trials;
        var bounds = SequentialProportion.Bounds(canary, alpha);
        // An equality is broken on either side.
        var enough = -Math.Log(IsEquality(condition) ? alpha / 2 : alpha);
        var isAbove =
            !AsksForMore(condition)
            && (
                other is null
                    ? SequentialProportion.LogEvidenceAbove(canary, Share(threshold.Value))
                    : SequentialProportion.LogEvidenceAbove(canary, stable, threshold.Factor, threshold.Offset)
            ) >= enough;
        var isBelow =
            !AsksForLess(condition)
            && (
                other is null
                    ? SequentialProportion.LogEvidenceBelow(canary, Share(threshold.Value))
                    : SequentialProportion.LogEvidenceBelow(canary, stable, threshold.Factor, threshold.Offset)
            ) >= enough;
        return new ArmFigure(
            (double)canary.Count / canary.Trials,
            other,
            LimitOf(threshold, other),
            bounds.Lower,
            bounds.Upper,
            isAbove || isBelow,
            // As many as would show, none failing, that the rate is within the limit.
            other is null
            && !AsksForMore(condition)
            && threshold.Value is > LeastRate and < 1
                ? (long)Math.Ceiling(RuleOfThree.RowsFor(threshold.Value, confidence))
                : 1
        );
    }

    public static ArmFigure OfLatency(
        Condition condition,
        double p,
        LatencyHistogram canary,
        LatencyHistogram stable,
        double alpha,
        double confidence
    )
    {
        var threshold = condition.Threshold;
        var isRelative = threshold.RelativeTo is not null;
        // Both arms' bounds may err, and an equality is broken on either side.
        var each = alpha / (isRelative ? 2 : 1) / (IsEquality(condition) ? 2 : 1);
        var (lower, upper) = BoundsOf(canary, p, each);
        var (stableLower, stableUpper) = isRelative ? BoundsOf(stable, p, each) : (null, null);
        var other = isRelative ? stable.Quantile(p)?.TotalSeconds : null;
        var most = isRelative ? LimitOf(threshold, stableUpper) : threshold.Value;
        var least = isRelative ? LimitOf(threshold, stableLower) : threshold.Value;
        return new ArmFigure(
            canary.Quantile(p)?.TotalSeconds ?? double.NaN,
            isRelative ? other ?? double.NaN : null,
            LimitOf(threshold, other),
            lower,
            upper,
            // NaN, where there is no bound, is neither above nor below.
            (!AsksForMore(condition) && lower > most) || (!AsksForLess(condition) && upper < least),
            SequentialQuantile.TrialsToBound(p, confidence)
        );
    }

    // A bucket's own width is part of the bounds.
    private static (double? Lower, double? Upper) BoundsOf(LatencyHistogram histogram, double p, double alpha) =>
        (
            SequentialQuantile.LowerRank(histogram.Count, p, alpha) is { } low
                ? histogram.AtRank(low)?.TotalSeconds * (1 - LatencyHistogram.RelativeError)
                : null,
            SequentialQuantile.UpperRank(histogram.Count, p, alpha) is { } high
                ? histogram.AtRank(high)?.TotalSeconds * (1 + LatencyHistogram.RelativeError)
                : null
        );

    private static double LimitOf(Threshold threshold, double? other) =>
        threshold.RelativeTo is null ? threshold.Value
        : other is { } value ? (value * threshold.Factor) + threshold.Offset
        : double.NaN;

    private static double Share(double limit) => Math.Clamp(limit, 0, 1);

    private static bool AsksForLess(Condition condition) =>
        condition.Operator is ConditionOperator.Less or ConditionOperator.LessOrEqual;

    private static bool AsksForMore(Condition condition) =>
        condition.Operator is ConditionOperator.Greater or ConditionOperator.GreaterOrEqual;

    private static bool IsEquality(Condition condition) => condition.Operator == ConditionOperator.Equal;
}
