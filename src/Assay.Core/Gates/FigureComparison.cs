using Assay.Core.Conditions;

namespace Assay.Core.Gates;

/// <summary>A figure that no score shows, on both sides: <c>model_size</c>, <c>latency_p99</c>, a logged metric.</summary>
internal static class FigureComparison
{
    /// <summary>
    /// The figure that a condition names; null when neither side has it. A condition says what it is measured in and, by
    /// its operator, which way is better.
    /// </summary>
    public static MetricComparison? Of(Condition condition, GateEvidence evidence)
    {
        var name = condition.Metric.ToString();
        var challenger = Finite(evidence.ChallengerFigures.TryGetValue(name, out var ours) ? ours : null);
        var champion = Finite(evidence.ChampionFigures.TryGetValue(name, out var theirs) ? theirs : null);
        if (challenger is null && champion is null)
        {
            return null;
        }

        return new MetricComparison(
            condition.Metric,
            name.Replace('_', ' '),
            condition.Operator is ConditionOperator.Greater or ConditionOperator.GreaterOrEqual,
            challenger,
            champion,
            challenger is null || champion is null ? null : new Difference(challenger - champion, null),
            UnitOf(condition)
        );
    }

    private static Unit UnitOf(Condition condition) =>
        condition.Threshold.Unit != Unit.None ? condition.Threshold.Unit
        : condition.Metric.Name == Figures.ModelSize ? Unit.Bytes
        : condition.Metric.Name.StartsWith(Figures.LatencyPrefix, StringComparison.Ordinal) ? Unit.Seconds
        : Unit.None;

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}
