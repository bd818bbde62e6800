using Assay.Core.Conditions;

namespace Assay.Core.Gates;

/// <summary>What a change makes of a list of conditions that must all hold.</summary>
internal static class ConditionChanges
{
    public static IEnumerable<PolicyChange> Between(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after)
    {
        var spellings = before.Select(condition => condition.ToString()).Intersect(after.Select(c => c.ToString()));
        var kept = spellings.ToHashSet(StringComparer.Ordinal);
        var added = after.Where(condition => !kept.Contains(condition.ToString())).ToList();
        foreach (var old in before.Where(condition => !kept.Contains(condition.ToString())))
        {
            var now = added.Find(candidate => Bound(candidate) == Bound(old));
            if (now is null)
            {
                yield return new PolicyChange($"{old.Text} removed", PolicyShift.Loosened);
                continue;
            }

            added.Remove(now);
            yield return new PolicyChange($"{old.Text} → {Changed(old, now)}", Shift(old, now));
        }

        foreach (var now in added)
        {
            yield return new PolicyChange($"{now.Text} added", PolicyShift.Tightened);
        }
    }

    /// <summary>What two conditions must share for one to be the other with a new number.</summary>
    private static (string Metric, int Direction, string? RelativeTo) Bound(Condition condition) =>
        (condition.Metric.ToString(), Direction(condition), condition.Threshold.RelativeTo);

    private static int Direction(Condition condition) =>
        condition.Operator switch
        {
            ConditionOperator.Greater or ConditionOperator.GreaterOrEqual => 1,
            ConditionOperator.Less or ConditionOperator.LessOrEqual => -1,
            _ => 0,
        };

    /// <summary>What is new in the words of its author: the right side, with the operator when that is new too.</summary>
    private static string Changed(Condition old, Condition now)
    {
        var symbol = OperatorSymbol.Of(now.Operator);
        var right = now.Text[(now.Text.IndexOf(symbol, StringComparison.Ordinal) + symbol.Length)..].Trim();
        return now.Operator == old.Operator ? right : $"{symbol} {right}";
    }

    private static PolicyShift Shift(Condition old, Condition now)
    {
        var direction = Direction(now);
        int[] steps =
        [
            direction * now.Threshold.Value.CompareTo(old.Threshold.Value),
            direction * now.Threshold.Factor.CompareTo(old.Threshold.Factor),
            direction * now.Threshold.Offset.CompareTo(old.Threshold.Offset),
            IsStrict(now).CompareTo(IsStrict(old)),
        ];
        var moved = steps.Where(step => step != 0).Distinct().ToArray();
        return (direction, moved) switch
        {
            (not 0, [> 0]) => PolicyShift.Tightened,
            (not 0, [< 0]) => PolicyShift.Loosened,
            _ => PolicyShift.MayLoosen,
        };
    }

    private static bool IsStrict(Condition condition) =>
        condition.Operator is ConditionOperator.Less or ConditionOperator.Greater;
}
