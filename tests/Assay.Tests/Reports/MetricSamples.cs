using Assay.Core.Conditions;
using Assay.Core.Gates;

namespace Assay.Tests.Reports;

/// <summary>The metrics and slices that the sample reports compare.</summary>
internal static class MetricSamples
{
    public static MetricComparison RocAuc(double difference, double lower, double upper) =>
        new(
            Name("roc_auc"),
            "ROC-AUC",
            true,
            Math.Round(0.828 + difference, 3),
            0.828,
            new Difference(difference, new Interval(lower, upper, 0.9, "DeLong")),
            Bounded: true
        );

    public static MetricComparison LogLoss() =>
        new(
            Name("log_loss"),
            "log loss",
            false,
            0.418,
            0.431,
            new Difference(-0.013, new Interval(-0.020, -0.006, 0.9, "paired bootstrap, 2,000 resamples"))
        );

    public static MetricComparison Precision() =>
        new(
            new MetricReference("recall", [KeyValuePair.Create("precision", 0.9)]),
            "recall at precision 0.9",
            true,
            0.31,
            null,
            new Difference(null, null),
            Bounded: true
        );

    public static MetricComparison Latency() =>
        new(Name("latency_p99"), "latency p99", false, 0.0011, 0.0009, new Difference(0.0002, null), Unit.Seconds);

    public static SliceResult Slice(
        string column,
        string value,
        int rows,
        double champion,
        double challenger,
        double lower,
        double upper
    )
    {
        var difference = new Difference(challenger - champion, new Interval(lower, upper, 0.9, "DeLong"));
        return new SliceResult(
            column,
            value,
            rows,
            new MetricComparison(Name("roc_auc"), "ROC-AUC", true, challenger, champion, difference, Bounded: true),
            false,
            lower < -0.02 ? "can't be told yet" : null
        );
    }

    public static MetricReference Name(string name) => new(name, []);

    /// <summary>The conditions of the sample policy.</summary>
    public static IEnumerable<Condition> Required() =>
        new[] { "roc_auc >= 0.8", "log_loss <= champion * 1.02", "latency_p99 <= 20ms", "model_size <= 50MB" }.Select(
            Condition
        );

    /// <summary>The result of the comparison with the champion.</summary>
    public static RuleResult Compared(Outcome outcome, string reason, double difference) =>
        new(
            "roc_auc non-inferior to v1.3.0 in prod, margin 0.01, confidence 95 %",
            outcome,
            true,
            reason,
            Name("roc_auc"),
            difference,
            -0.01
        );

    /// <summary>The result of a condition.</summary>
    public static RuleResult Rule(string text, Outcome? outcome, string reason, double? value, double? limit) =>
        new(text, outcome, true, reason, Condition(text).Metric, value, limit);

    private static Condition Condition(string text) =>
        ConditionParser.TryParse(text, out var condition, out var fault)
            ? condition
            : throw new ArgumentException(fault.ToString(), nameof(text));
}
