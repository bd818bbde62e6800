using System.Collections.Immutable;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>The gate: a policy and evidence to a verdict, and nothing else.</summary>
public static class Gate
{
    private const double UsualConfidence = 0.95;

    /// <summary>
    /// Judges a challenger. The whole is as bad as its worst blocking rule. The same policy, evidence and seed give the same
    /// verdict.
    /// </summary>
    /// <param name="policy">The rules; metrics and columns that it names have been checked against the task.</param>
    /// <param name="evidence">Scores and figures.</param>
    /// <exception cref="ArgumentException">when the two sides are not about the same rows.</exception>
    public static Verdict Judge(GatePolicy policy, GateEvidence evidence)
    {
        var problem = EvidenceCheck.Of(evidence);
        var primary = policy.Primary ?? MetricCatalog.UsualPrimary(evidence.Challenger.Task);
        var confidence = policy.Compare?.Confidence ?? UsualConfidence;
        var table = problem is null
            ? MetricTable.Of(policy, primary, evidence, Math.Round((2 * confidence) - 1, 12))
            : MetricTable.Empty;

        var (compared, settling) = new PrimaryRule(policy, primary, evidence, problem, table).Judge();
        var conditions = new ConditionJudge(evidence, problem, table.ByReference);
        var (guarded, slices) =
            policy.Slices is { } slicing && evidence.Champion is not null && table.ByReference.ContainsKey(primary)
                ? new SliceGuard(slicing, primary, evidence, confidence).Judge()
                : ([], []);
        ImmutableArray<RuleResult> rules =
        [
            .. Unusable(problem),
            .. compared,
            .. policy.Require.Select(conditions.Judge),
            .. guarded,
        ];
        return new Verdict
        {
            Outcome = Worst(rules),
            Headline = Headline.Of(policy, primary, evidence, rules, table),
            Rules = rules,
            Rows = evidence.Challenger.Count,
            ChampionName = evidence.ChampionName,
            Primary =
                policy.Compare is not null && table.EstimateOf(primary) is { } estimate
                    ? table.ByReference[primary].With(estimate.Difference)
                    : null,
            Metrics = table.Rows(policy, evidence),
            Slices = slices,
            RowsToSettle = settling,
            Seed = evidence.Seed,
        };
    }

    private static IEnumerable<RuleResult> Unusable(EvidenceProblem? problem) =>
        problem is null ? [] : [new RuleResult("evidence", problem.Outcome, Blocking: true, problem.Sentence)];

    /// <summary>The worst outcome of blocking rules; a pass when there are none.</summary>
    internal static Outcome Worst(IEnumerable<RuleResult> rules) =>
        rules.Where(rule => rule.Blocking).Select(rule => rule.Outcome ?? Outcome.Pass).DefaultIfEmpty().Max();
}
