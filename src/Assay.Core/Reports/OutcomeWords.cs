using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Reports;

/// <summary>Outcomes and decisions as people read them.</summary>
public static class OutcomeWords
{
    /// <summary><c>pass</c>, <c>fail</c>, <c>inconclusive</c>, <c>no data</c>, <c>error</c>.</summary>
    public static string Of(Outcome outcome) => KebabCase.Of(outcome).Replace('-', ' ');

    /// <summary>The sign that stands before a verdict.</summary>
    public static string Sign(Verdict verdict) =>
        verdict is { Outcome: Outcome.Pass, ChampionName: null } ? "🆕" : Sign(verdict.Outcome);

    /// <summary>The sign of one outcome.</summary>
    public static string Sign(Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => "✅",
            Outcome.Fail => "❌",
            Outcome.Inconclusive => "⚖️",
            Outcome.NoData => "⬜",
            _ => "⛔",
        };

    /// <summary>The sign of a rule: a rule that only warns is never a cross, one that is not applicable is a dash.</summary>
    public static string Sign(RuleResult rule) =>
        rule.Outcome is not { } outcome ? "–"
        : rule.Blocking || outcome == Outcome.Pass ? Sign(outcome)
        : "⚠️";

    /// <summary>What the policy makes of the outcome, where that is not what one expects of it; else null.</summary>
    public static string? Policy(Outcome outcome, OutcomeDecision decision)
    {
        var expected = outcome == Outcome.Pass ? Decision.Accept : Decision.Refuse;
        return decision.PullRequest == expected && decision.Promotion == expected
            ? null
            : $"By policy this is {Word(decision.PullRequest)} in a pull request and {Word(decision.Promotion)} for a promotion.";
    }

    private static string Word(Decision decision) =>
        decision switch
        {
            Decision.Accept => "accepted",
            Decision.Neutral => "neutral",
            _ => "refused",
        };
}
