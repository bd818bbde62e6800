using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Drift;
using Assay.Core.Gates;
using Assay.Core.Metrics;
using Assay.Core.Names;

namespace Assay.Settings;

/// <summary>What the conditions of one place may name.</summary>
/// <param name="Task">The task whose metrics belong to it, or null.</param>
/// <param name="Names">Names beside those.</param>
/// <param name="Side">The other side that they may name, or null.</param>
internal sealed record MetricVocabulary(TaskKind? Task, ImmutableArray<string> Names, string? Side)
{
    private static readonly ImmutableArray<string> Latencies = [Figures.LatencyP50, "latency_p95", Figures.LatencyP99];

    public static MetricVocabulary Fairness { get; } =
        new(
            null,
            [
                .. new[]
                {
                    "demographic_parity",
                    "equal_opportunity",
                    "equalized_odds",
                    "predictive_equality",
                    "accuracy_parity",
                }.SelectMany(name => new[] { $"{name}_difference", $"{name}_ratio" }),
                "disparate_impact",
            ],
            Sides.Champion
        );

    public static MetricVocabulary Drift { get; } = new(null, DriftMetrics.Names, null);

    public static MetricVocabulary Gate(ModelSettings model) =>
        new(model.Task, [.. Latencies, Figures.ModelSize, .. model.Metrics.Keys], Sides.Champion);

    public static MetricVocabulary Analysis(ModelSettings model) =>
        new(
            model.Task,
            ["error_rate", "refusal_rate", .. Latencies, "prediction_drift", "prediction_agreement"],
            Sides.Stable
        );

    /// <summary>What is wrong with a condition's words, or null.</summary>
    public string? ProblemOf(Condition condition) =>
        NameProblem(condition.Metric) ?? SideProblem(condition) ?? UnitProblem(condition);

    private string? NameProblem(MetricReference metric)
    {
        if (Task is { } task)
        {
            return MetricCatalog.Validate(metric, task, Names);
        }

        if (Names.Contains(metric.Name))
        {
            return null;
        }

        var nearest = NearestName.Of(metric.Name.Length > 100 ? "" : metric.Name, Names);
        return $"unknown metric {Quoted.Value(metric.Name)} (expected one of: {string.Join(", ", Names)})"
            + (nearest is null ? "" : $". Did you mean '{nearest}'?");
    }

    private string? SideProblem(Condition condition) =>
        condition.Threshold.RelativeTo is not { } side || side == Side ? null
        : Side is null ? $"{Quoted.Value(condition.Text)} names {side}, but there is no other side here; write a number"
        : $"{Quoted.Value(condition.Text)} names {side}; here the other side is {Side}";

    private static string? UnitProblem(Condition condition)
    {
        var (threshold, expected) = (condition.Threshold, UnitOf(condition.Metric.Name));
        var isPureRatio = threshold.RelativeTo is not null && threshold.Offset == 0;
        return isPureRatio || threshold.Unit == expected
            ? null
            : $"{Quoted.Value(condition.Text)}: {condition.Metric.Name} is {Described(expected)}";
    }

    private static Unit UnitOf(string name) =>
        name == Figures.ModelSize ? Unit.Bytes
        : Latencies.Contains(name) ? Unit.Seconds
        : Unit.None;

    private static string Described(Unit unit) =>
        unit switch
        {
            Unit.Seconds => "a time; write one with its unit, for example 20ms",
            Unit.Bytes => "a size; write one with its unit, for example 50MB",
            _ => "a plain number; write one without a unit",
        };
}
