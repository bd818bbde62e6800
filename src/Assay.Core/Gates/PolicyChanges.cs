using System.Collections.Immutable;
using Assay.Core.Names;
using static System.FormattableString;

namespace Assay.Core.Gates;

/// <summary>What a change makes of a gate's policy.</summary>
public static class PolicyChanges
{
    /// <summary>Every difference that can change a verdict or what follows from it; empty when there is none.</summary>
    public static ImmutableArray<PolicyChange> Between(GatePolicy before, GatePolicy after) =>
        [
            .. Replaced("against", before.Against, after.Against),
            .. Ordered("first", KebabCase.Of(before.First), KebabCase.Of(after.First), after.First - before.First),
            .. Replaced("primary", Name(before), Name(after)),
            .. OfComparison(before.Compare, after.Compare),
            .. ConditionChanges.Between(before.Require, after.Require),
            .. OfDecisions(before, after),
            .. OfSlices(before.Slices, after.Slices),
        ];

    private static string Name(GatePolicy policy) => policy.Primary?.ToString() ?? "the task's usual metric";

    private static IEnumerable<PolicyChange> OfComparison(ComparisonRule? before, ComparisonRule? after)
    {
        if (before is null || after is null)
        {
            return Presence("compare", before is not null, after is not null);
        }

        // A superior challenger must clear the margin; for the others it is what they may lose.
        var strictness = after.Margin.CompareTo(before.Margin) * (after.Kind == ComparisonKind.Superior ? 1 : -1);
        return
        [
            .. OfKind(before.Kind, after.Kind),
            .. Ordered("compare.margin", Invariant($"{before.Margin}"), Invariant($"{after.Margin}"), strictness),
            .. Ordered(
                "compare.confidence",
                Invariant($"{before.Confidence}"),
                Invariant($"{after.Confidence}"),
                after.Confidence.CompareTo(before.Confidence)
            ),
            .. Replaced("compare.test", KebabCase.Of(before.Test), KebabCase.Of(after.Test)),
        ];
    }

    private static IEnumerable<PolicyChange> OfKind(ComparisonKind before, ComparisonKind after)
    {
        const string name = "compare.kind";
        var (old, now) = (KebabCase.Of(before), KebabCase.Of(after));
        return (before, after) switch
        {
            (_, ComparisonKind.NonInferior) => Ordered(name, old, now, after == before ? 0 : -1),
            (ComparisonKind.NonInferior, _) => Ordered(name, old, now, 1),
            _ => Replaced(name, old, now),
        };
    }

    private static IEnumerable<PolicyChange> OfDecisions(GatePolicy before, GatePolicy after)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var (old, now) = (before.Decide(outcome), after.Decide(outcome));
            var name = $"on.{KebabCase.Of(outcome)}";
            foreach (var change in OfDecision($"{name}.pr", old.PullRequest, now.PullRequest))
            {
                yield return change;
            }

            foreach (var change in OfDecision($"{name}.promote", old.Promotion, now.Promotion))
            {
                yield return change;
            }
        }
    }

    private static IEnumerable<PolicyChange> OfDecision(string name, Decision before, Decision after) =>
        Ordered(name, KebabCase.Of(before), KebabCase.Of(after), after - before);

    private static IEnumerable<PolicyChange> OfSlices(SliceRule? before, SliceRule? after) =>
        before is null || after is null
            ? Presence("slices", before is not null, after is not null)
            :
            [
                .. before.By.Except(after.By).SelectMany(column => Presence($"slices.by {column}", true, false)),
                .. after.By.Except(before.By).SelectMany(column => Presence($"slices.by {column}", false, true)),
                .. Ordered(
                    "slices.margin",
                    Invariant($"{before.Margin}"),
                    Invariant($"{after.Margin}"),
                    before.Margin.CompareTo(after.Margin)
                ),
            ];

    private static IEnumerable<PolicyChange> Presence(string name, bool before, bool after) =>
        (before, after) switch
        {
            (true, false) => [new PolicyChange($"{name} removed", PolicyShift.Loosened)],
            (false, true) => [new PolicyChange($"{name} added", PolicyShift.Tightened)],
            _ => [],
        };

    private static IEnumerable<PolicyChange> Replaced(string name, string before, string after) =>
        before == after ? [] : [new PolicyChange($"{name} {before} → {after}", PolicyShift.MayLoosen)];

    /// <param name="name">The rule.</param>
    /// <param name="before">Its old value.</param>
    /// <param name="after">Its new value.</param>
    /// <param name="strictness">Above zero when the new value is the stricter one, zero when they are the same.</param>
    private static IEnumerable<PolicyChange> Ordered(string name, string before, string after, int strictness) =>
        strictness == 0
            ? []
            :
            [
                new PolicyChange(
                    $"{name} {before} → {after}",
                    strictness > 0 ? PolicyShift.Tightened : PolicyShift.Loosened
                ),
            ];
}
