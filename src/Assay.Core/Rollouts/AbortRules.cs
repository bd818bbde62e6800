using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Rollouts;

/// <summary>
/// What sends a canary back at any look: a condition that is proven broken. The proof holds however often one looks, so
/// that the gateway may look every few seconds and every visit of a job again.
/// </summary>
/// <param name="Conditions">The conditions.</param>
/// <param name="FalseAlarm">The chance, for each condition, that a canary that meets it is ever sent back by these looks.</param>
public sealed record AbortRules(ImmutableArray<Condition> Conditions, double FalseAlarm)
{
    /// <summary>The chance of a false alarm over a whole rollout, for each condition, where a plan says nothing.</summary>
    public const double UsualFalseAlarm = 0.01;

    /// <summary>From conditions as a document holds them.</summary>
    /// <exception cref="FormatException">when one is none.</exception>
    public static AbortRules Parse(IEnumerable<string> conditions, double falseAlarm = UsualFalseAlarm) =>
        new(
            [
                .. conditions.Select(text =>
                    ConditionParser.TryParse(text, out var condition, out var fault)
                        ? condition
                        : throw new FormatException(fault.Message)
                ),
            ],
            falseAlarm
        );

    /// <summary>What was found for each condition.</summary>
    /// <param name="window">Both arms over the same time.</param>
    public ImmutableArray<AnalysisRule> Judge(ArmsWindow window) =>
        [.. Conditions.Select(condition => ConditionAnalysis.Judge(condition, window, FalseAlarm, smallestSample: 1))];

    /// <summary>Why the canary must go back now; null when nothing is proven against it.</summary>
    /// <param name="window">Both arms over the same time.</param>
    public string? ReasonToGoBack(ArmsWindow window) =>
        Judge(window).FirstOrDefault(rule => rule.Outcome == Outcome.Fail)?.Reason;

    /// <inheritdoc />
    public bool Equals(AbortRules? other) =>
        other is not null && FalseAlarm == other.FalseAlarm && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(FalseAlarm, Conditions.Length);
}
