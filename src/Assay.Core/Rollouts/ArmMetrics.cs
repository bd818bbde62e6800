using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Core.Rollouts;

/// <summary>The metrics of an arm that conditions of a rollout may name.</summary>
public static class ArmMetrics
{
    /// <summary>The share of requests that ended in 500 and above, or without an answer.</summary>
    public const string ErrorRate = "error_rate";

    /// <summary>The share of requests that were refused with 400 to 499.</summary>
    public const string RefusalRate = "refusal_rate";

    /// <summary>95th percentile of what a request took, in seconds.</summary>
    public const string LatencyP95 = Figures.LatencyPrefix + "p95";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [ErrorRate, RefusalRate, Figures.LatencyP50, LatencyP95, Figures.LatencyP99];

    /// <summary>Whether a rollout measures what a condition names.</summary>
    public static bool IsMeasured(Condition condition) =>
        Names.Contains(condition.Metric.Name) && condition.Metric.Arguments.IsDefaultOrEmpty;

    /// <summary>Which quantile a metric is; null when it is a rate.</summary>
    internal static double? QuantileOf(string name) =>
        name switch
        {
            Figures.LatencyP50 => 0.5,
            LatencyP95 => 0.95,
            Figures.LatencyP99 => 0.99,
            _ => null,
        };

    /// <summary>How many requests of an arm a rate counts.</summary>
    internal static (long Count, long Trials) CountOf(string name, ArmStats arm) =>
        (name == ErrorRate ? arm.Errors : arm.Refusals, arm.Requests);
}
