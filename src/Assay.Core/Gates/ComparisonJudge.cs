using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>Judges the comparison of the primary metric: kind, margin and interval to an outcome with its sentence.</summary>
/// <param name="rule">What is asked.</param>
/// <param name="metric">The primary metric, defined on both sides.</param>
/// <param name="estimate">Its difference.</param>
/// <param name="evidence">What it was estimated from.</param>
internal sealed class ComparisonJudge(
    ComparisonRule rule,
    ScoredMetric metric,
    DifferenceEstimate estimate,
    GateEvidence evidence
)
{
    private readonly MetricComparison _comparison = metric.With(estimate.Difference);

    // Which way is better differs by metric; the rule is about gains, so that a margin is always what may be lost.
    private readonly int _sign = metric.Definition.HigherIsBetter ? 1 : -1;

    /// <summary>The answer, and what would settle it when the rows at hand do not.</summary>
    public (RuleResult Result, RowsToSettle? Settling) Judge()
    {
        var outcome = Decide();
        var settling = outcome == Outcome.Inconclusive ? Settling.Of(rule, estimate, Gain, evidence.Challenger) : null;
        var reason = outcome switch
        {
            Outcome.NoData => $"{Stated}: no interval can be made by {estimate.Difference.Interval!.Method}",
            Outcome.Inconclusive => $"{Stated}; {Settling.Sentence(rule, settling, Format)}",
            _ when estimate.Alike is not null => $"{AlikeStated}{Verdict(outcome)}",
            _ => $"{Stated}{Verdict(outcome)}",
        };
        return (
            new RuleResult(
                ComparisonText.Of(rule, metric.Reference, evidence.ChampionTitle),
                outcome,
                Blocking: true,
                reason,
                metric.Reference,
                estimate.Difference.Value,
                _sign * (rule.Kind == ComparisonKind.Superior ? rule.Margin : -rule.Margin)
            ),
            settling
        );
    }

    private double Gain => _sign * estimate.Difference.Value!.Value;

    private NumberFormat Format => NumberFormat.Of(_comparison).Separating(_comparison.Difference!, rule.Margin);

    private string Stated
    {
        get
        {
            var interval = estimate.Difference.Interval!;
            var preposition = metric.Definition.HigherIsBetter && Gain > 0 ? "over" : "against";
            return metric.Definition.Says(metric.Reference, Format.Value(metric.ChallengerValue))
                + $", {Format.Difference(estimate.Difference.Value)} {preposition} {evidence.ChampionTitle}"
                + (
                    interval.Lower is null
                        ? ""
                        : $" ({Numbers.Percent(interval.Level)} interval {Format.Range(interval)})"
                );
        }
    }

    private string AlikeStated =>
        $"{estimate.Alike} {evidence.ChampionTitle}, "
        + metric.Definition.Says(metric.Reference, Format.Value(metric.ChallengerValue));

    private Outcome Decide()
    {
        if (estimate.Difference.Interval is not { Lower: { } low, Upper: { } high })
        {
            return Outcome.NoData;
        }

        // The same model is neither worse nor better, even by a margin of 0, and more rows would not change that.
        if (estimate.Alike is not null)
        {
            return rule.Kind == ComparisonKind.Superior ? Outcome.Fail : Outcome.Pass;
        }

        var (lower, upper) = _sign > 0 ? (low, high) : (-high, -low);
        return rule.Kind switch
        {
            ComparisonKind.NonInferior => Between(lower > -rule.Margin, upper < -rule.Margin),
            ComparisonKind.Superior => Between(lower > rule.Margin, upper < rule.Margin),
            _ => Between(lower > -rule.Margin && upper < rule.Margin, upper < -rule.Margin || lower > rule.Margin),
        };
    }

    private static Outcome Between(bool holds, bool fails) =>
        holds ? Outcome.Pass
        : fails ? Outcome.Fail
        : Outcome.Inconclusive;

    private string Verdict(Outcome outcome)
    {
        var margin = Numbers.Plain(rule.Margin);
        return (rule.Kind, outcome, rule.Margin) switch
        {
            (ComparisonKind.NonInferior, Outcome.Fail, 0) => ": worse",
            (ComparisonKind.NonInferior, Outcome.Fail, _) => $": worse by more than {margin}",
            (ComparisonKind.NonInferior, _, > 0) when Gain < 0 => $": not worse by {margin}",
            (ComparisonKind.Superior, Outcome.Fail, 0) => ": not better",
            (ComparisonKind.Superior, Outcome.Fail, _) => $": not better by more than {margin}",
            (ComparisonKind.Superior, _, > 0) => $": better by more than {margin}",
            (ComparisonKind.Equivalent, Outcome.Fail, _) => $": differs by more than {margin}",
            (ComparisonKind.Equivalent, _, _) when estimate.Alike is null => $": differs by less than {margin}",
            _ => "",
        };
    }
}
