using Assay.Core.Conditions;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>Finds what a name of the policy stands for: a metric of the catalogue, or one of the user's own.</summary>
/// <param name="policy">Its conditions say which way an own metric is better.</param>
/// <param name="evidence">Has the own metrics and their columns.</param>
internal sealed class MetricLookup(GatePolicy policy, GateEvidence evidence)
{
    /// <summary>References of all own metrics whose column is there.</summary>
    public IEnumerable<MetricReference> Own =>
        evidence
            .OwnMetrics.Where(own => evidence.Numbers.ContainsKey(own.Value.Column))
            .Select(own => new MetricReference(own.Key, []));

    /// <summary>The metric, or null when the name stands for none that is computed from scores.</summary>
    public MetricDefinition? Find(MetricReference reference)
    {
        if (MetricCatalog.Find(reference.Name, evidence.Challenger.Task) is { } definition)
        {
            return definition;
        }

        return
            evidence.OwnMetrics.TryGetValue(reference.Name, out var own)
            && evidence.Numbers.TryGetValue(own.Column, out var column)
            ? OwnMetric.Of(reference.Name, own, column, IsGain(reference))
            : null;
    }

    // A condition that caps a metric says that less of it is better.
    private bool IsGain(MetricReference reference) =>
        policy.Require.FirstOrDefault(c => c.Metric == reference)?.Operator
            is not (ConditionOperator.Less or ConditionOperator.LessOrEqual);
}
