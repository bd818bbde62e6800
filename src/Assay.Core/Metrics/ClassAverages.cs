using System.Collections.Immutable;

namespace Assay.Core.Metrics;

/// <summary>
/// Precision, recall and F of several classes, averaged: macro over the classes that occur in truth or among
/// predictions, weighted by support, or micro over all decisions, which for one label a row is the accuracy
/// (Sokolova and Lapalme 2009). A class with a zero denominator counts as 0.
/// </summary>
internal static class ClassAverages
{
    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        .. Averages("precision", "precision", (m, c) => m.Precision(c)),
        .. Averages("recall", "recall", (m, c) => m.Recall(c)),
        .. Averages("f1", "F1", (m, c) => m.F(c)),
        .. Averages("f2", "F2", (m, c) => m.F(c, 2)),
    ];

    private static IEnumerable<MetricDefinition> Averages(
        string name,
        string title,
        Func<ConfusionMatrix, int, double> score
    ) =>
        [
            Average($"{name}_macro", $"{title} macro", m => m.Macro(c => score(m, c))),
            Average($"{name}_weighted", $"{title} weighted", m => m.Weighted(c => score(m, c))),
            Average($"{name}_micro", $"{title} micro", m => m.Accuracy),
        ];

    private static MetricDefinition Average(string name, string title, Func<ConfusionMatrix, double> of) =>
        new(name, title, TaskKinds.Multiclass, true, Confusion.Of(of));
}
