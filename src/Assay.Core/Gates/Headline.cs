using Assay.Core.Conditions;
using Assay.Core.Reports;

namespace Assay.Core.Gates;

/// <summary>The one sentence of a verdict: the number that decided.</summary>
internal static class Headline
{
    public static string Of(
        GatePolicy policy,
        MetricReference primary,
        GateEvidence evidence,
        IReadOnlyCollection<RuleResult> rules,
        MetricTable table
    )
    {
        var worst = Gate.Worst(rules);
        if (worst != Outcome.Pass)
        {
            return rules.First(rule => rule.Blocking && rule.Outcome == worst).Reason;
        }

        var conditions = rules.Where(rule => policy.Require.Any(c => c.Text == rule.Rule)).ToList();
        if (evidence.Champion is null)
        {
            var holding = conditions.Find(rule => rule.Metric == primary && rule.Outcome == Outcome.Pass);
            var stated = holding?.Reason ?? Stated(table.ByReference.GetValueOrDefault(primary));
            return $"the first model; {stated} (nothing in {policy.Against} to compare with)";
        }

        return policy.Compare is not null ? rules.First().Reason
            : conditions.Find(rule => rule.Outcome == Outcome.Pass) is { } first ? first.Reason
            : $"no rule asked for anything; {Stated(table.ByReference.GetValueOrDefault(primary))}";
    }

    private static string Stated(ScoredMetric? metric) =>
        metric is null
            ? "no metric"
            : metric.Definition.Says(
                metric.Reference,
                NumberFormat.Of(metric.With(null)).Value(metric.ChallengerValue)
            );
}
