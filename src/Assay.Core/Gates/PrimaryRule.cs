using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>The rule that compares the primary metric, whatever there is to compare.</summary>
/// <param name="policy">What is asked.</param>
/// <param name="primary">The metric that decides.</param>
/// <param name="evidence">Both sides.</param>
/// <param name="problem">What keeps scores from being judged by, or null.</param>
/// <param name="table">The metrics.</param>
internal sealed class PrimaryRule(
    GatePolicy policy,
    MetricReference primary,
    GateEvidence evidence,
    EvidenceProblem? problem,
    MetricTable table
)
{
    /// <summary>The rule's result, none when the policy compares nothing, and what would settle it.</summary>
    public (ImmutableArray<RuleResult> Results, RowsToSettle? Settling) Judge()
    {
        if (policy.Compare is not { } rule)
        {
            return ([], null);
        }

        if (Instead(rule) is var (outcome, reason))
        {
            var text = ComparisonText.Of(rule, primary, evidence.ChampionName ?? policy.Against);
            return ([new RuleResult(text, outcome, Blocking: true, reason, primary)], null);
        }

        var judge = new ComparisonJudge(rule, table.ByReference[primary], table.EstimateOf(primary)!, evidence);
        var (result, settling) = judge.Judge();
        return ([result], settling);
    }

    // What there is to say when there are no two numbers to compare.
    private (Outcome Outcome, string Reason)? Instead(ComparisonRule rule)
    {
        if (MetricCatalog.ValidatePrimary(primary, evidence.Challenger.Task) is { } unknown)
        {
            return (Outcome.Error, unknown);
        }

        if (problem is not null)
        {
            return (problem.Outcome, EvidenceCheck.NotJudged);
        }

        var metric = table.ByReference[primary];
        if (rule.Test == ComparisonTest.Delong && !DifferenceEstimator.IsArea(metric))
        {
            return (
                Outcome.Error,
                $"DeLong's test is for ROC-AUC of a binary task, not for {metric.Title}: use 'test: bootstrap' or 'auto'"
            );
        }

        return evidence.Champion is null
                ? (policy.First, $"the first model: nothing in {policy.Against} to compare with")
            : metric.ChallengerValue is null ? Undefined(metric, evidence.Challenger, "challenger")
            // What the champion lacks is not the challenger's failure: there is nothing to compare with.
            : metric.ChampionValue is null ? (Outcome.NoData, Undefined(metric, evidence.Champion, "champion").Reason)
            : null;
    }

    private static (Outcome Outcome, string Reason) Undefined(ScoredMetric metric, LabelledScores rows, string side)
    {
        var why = UndefinedMetric.Of(metric, rows, side);
        return (why.Outcome, why.Sentence);
    }
}
