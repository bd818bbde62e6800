using Assay.Core.Conditions;

namespace Assay.Core.Gates;

/// <summary>Judges the conditions that must all hold, on metrics of scores and on figures alike.</summary>
/// <param name="evidence">Both sides.</param>
/// <param name="problem">What keeps scores from being judged by, or null.</param>
/// <param name="metrics">Metrics of scores by reference; empty when there is a problem.</param>
internal sealed class ConditionJudge(
    GateEvidence evidence,
    EvidenceProblem? problem,
    IReadOnlyDictionary<MetricReference, ScoredMetric> metrics
)
{
    /// <summary>The answer to one condition.</summary>
    public RuleResult Judge(Condition condition)
    {
        var metric = metrics.GetValueOrDefault(condition.Metric);
        var figures = FigureComparison.Of(condition, evidence);
        if (metric is null && figures is null && problem is not null && IsOfScores(condition))
        {
            return Result(condition, problem.Outcome, EvidenceCheck.NotJudged, null, null);
        }

        var comparison = metric?.With(null) ?? figures;
        var value = comparison?.Challenger;
        var hasOther = evidence.Champion is not null || evidence.ChampionName is not null;
        var other = hasOther ? comparison?.Champion ?? double.NaN : (double?)null;
        if (condition.Evaluate(value, other) == ConditionResult.NotApplicable)
        {
            return Result(
                condition,
                null,
                $"not applicable: there is no {condition.Threshold.RelativeTo} yet",
                value,
                null
            );
        }

        if (value is null)
        {
            return Undefined(condition, metric, evidence.Challenger, "challenger");
        }

        if (condition.Threshold.RelativeTo is not null && other is null or double.NaN)
        {
            return Undefined(condition, metric, evidence.Champion, "champion") with { Value = value };
        }

        var limit = condition.Threshold.RelativeTo is null
            ? condition.Threshold.Value
            : (other!.Value * condition.Threshold.Factor) + condition.Threshold.Offset;
        var holds = condition.Evaluate(value, other) == ConditionResult.Holds;
        var text = new ConditionText(condition, comparison!, metric?.Definition, limit);
        return Result(
            condition,
            holds ? Outcome.Pass : Outcome.Fail,
            holds ? text.Holds : text.MustBe(evidence.Challenger.Count),
            value,
            limit
        );
    }

    // Without scores nothing can be looked up; a metric of the catalogue would have been computed from them.
    private bool IsOfScores(Condition condition) =>
        Metrics.MetricCatalog.Find(condition.Metric.Name, evidence.Challenger.Task) is not null
        || evidence.OwnMetrics.ContainsKey(condition.Metric.Name);

    private static RuleResult Undefined(Condition condition, ScoredMetric? metric, LabelledScores? rows, string side)
    {
        if (metric is not null && rows is not null)
        {
            var why = UndefinedMetric.Of(metric, rows, side);
            return Result(condition, why.Outcome, why.Sentence, null, null);
        }

        var sentence =
            $"the {side} has no value of {condition.Metric}: log it as a metric of the run, or measure it"
            + $" (must be {ConditionText.Written(condition)})";
        return Result(condition, Outcome.Fail, sentence, null, null);
    }

    private static RuleResult Result(
        Condition condition,
        Outcome? outcome,
        string reason,
        double? value,
        double? limit
    ) => new(condition.Text, outcome, Blocking: true, reason, condition.Metric, value, limit);
}
