using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Rollouts;

/// <summary>
/// Judges one condition on what both arms answered. It fails when it is proven broken, by bounds that hold at all looks
/// together; it passes when the figure itself meets it and rests on enough requests; in between nothing is decided.
/// </summary>
public static class ConditionAnalysis
{
    private const double UsualConfidence = 0.95;

    /// <summary>Judges a condition.</summary>
    /// <param name="condition">One whose metric <see cref="ArmMetrics"/> has.</param>
    /// <param name="window">Both arms over the same time.</param>
    /// <param name="falseAlarm">The chance that a canary that meets it ever fails, at all looks at this window together.</param>
    /// <param name="smallestSample">Requests of the canary that a pass needs at least.</param>
    public static AnalysisRule Judge(Condition condition, ArmsWindow window, double falseAlarm, long smallestSample)
    {
        if (!ArmMetrics.IsMeasured(condition))
        {
            return Unjudged(condition, Outcome.Error, $"{condition.Metric} is not measured by a rollout");
        }

        if (window.Canary is not { Requests: > 0 } canary)
        {
            return Unjudged(condition, Outcome.NoData, "the canary has answered no request yet") with
            {
                Missing = Math.Max(1, smallestSample),
            };
        }

        var isRelative = condition.Threshold.RelativeTo is not null;
        if (isRelative && window.Stable.Requests == 0)
        {
            return Unjudged(
                condition,
                Outcome.NoData,
                "stable has answered no request yet, and the condition compares with it"
            ) with
            {
                Requests = canary.Requests,
                StableRequests = 0,
            };
        }

        var figure = FigureOf(condition, window, canary, falseAlarm);
        var needed = Math.Max(smallestSample, figure.Needed);
        var missing = Math.Max(0, needed - canary.Requests);
        var stableMissing = isRelative ? Math.Max(0, figure.Needed - window.Stable.Requests) : 0;
        var holds = condition.Evaluate(figure.Value, figure.Stable) == ConditionResult.Holds;
        var outcome =
            figure.IsBroken ? Outcome.Fail
            : holds && missing == 0 && stableMissing == 0 ? Outcome.Pass
            : Outcome.Inconclusive;
        var text = new AnalysisText(condition, figure, canary.Requests, window.Stable.Requests);
        return new AnalysisRule
        {
            Rule = condition.Text,
            Outcome = outcome,
            Reason = outcome switch
            {
                Outcome.Fail => text.Broken,
                Outcome.Pass => text.Holds,
                _ when missing > 0 => text.Wants(missing, needed, "the canary"),
                _ when stableMissing > 0 => text.Wants(stableMissing, figure.Needed, "stable"),
                _ => text.Unproven,
            },
            Value = figure.Value,
            Limit = figure.Limit,
            Lower = figure.Lower,
            Upper = figure.Upper,
            Requests = canary.Requests,
            StableRequests = isRelative ? window.Stable.Requests : null,
            Missing = outcome == Outcome.Inconclusive ? Math.Max(missing, 0) : 0,
        };
    }

    private static ArmFigure FigureOf(Condition condition, ArmsWindow window, ArmStats canary, double falseAlarm) =>
        ArmMetrics.QuantileOf(condition.Metric.Name) is { } p
            ? ArmFigure.OfLatency(condition, p, canary.Latency, window.Stable.Latency, falseAlarm, UsualConfidence)
            : ArmFigure.OfRate(
                condition,
                ArmMetrics.CountOf(condition.Metric.Name, canary),
                ArmMetrics.CountOf(condition.Metric.Name, window.Stable),
                falseAlarm,
                UsualConfidence
            );

    private static AnalysisRule Unjudged(Condition condition, Outcome outcome, string reason) =>
        new()
        {
            Rule = condition.Text,
            Outcome = outcome,
            Reason = reason,
        };
}
