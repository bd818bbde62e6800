using System.Collections.Immutable;

namespace Assay.Core.Metrics;

/// <summary>
/// Precision, recall, specificity and F (van Rijsbergen 1979) of the positive class of a binary task, undefined on a
/// zero denominator: no row predicted positive has no precision.
/// </summary>
internal static class PrecisionRecall
{
    private static readonly MetricArgument AtRecall = new("recall", 0, 1);
    private static readonly MetricArgument AtPrecision = new("precision", 0, 1);

    public static MetricDefinition Precision { get; } =
        new(
            "precision",
            "precision",
            TaskKinds.Binary,
            true,
            (scores, arguments) =>
                arguments[AtRecall.Key] is { } recall
                    ? OperatingPoint.PrecisionAtRecall(RankedScores.OfBinary(scores), recall)
                    : Confusion.Of(m => m[1, 1] / m.Predicted(1))(scores, arguments)
        )
        {
            Arguments = [Confusion.Threshold, AtRecall],
            Needs = "at least one row predicted positive",
        };

    public static MetricDefinition Recall { get; } =
        new(
            "recall",
            "recall",
            TaskKinds.Binary,
            true,
            (scores, arguments) =>
                arguments[AtPrecision.Key] is { } precision
                    ? OperatingPoint.RecallAtPrecision(RankedScores.OfBinary(scores), precision)
                    : Confusion.Of(m => m[1, 1] / m.Support(1))(scores, arguments)
        )
        {
            Aliases = ["sensitivity"],
            Arguments = [Confusion.Threshold, AtPrecision],
            Needs = "positive rows",
            NeedsBothClasses = true,
        };

    public static ImmutableArray<MetricDefinition> Decisions { get; } =
    [
        AtThreshold("specificity", "specificity", m => m[0, 0] / m.Support(0)) with
        {
            Needs = "negative rows",
            NeedsBothClasses = true,
        },
        AtThreshold("f1", "F1", m => F(m, 1)),
        AtThreshold("f2", "F2", m => F(m, 2)),
    ];

    private static MetricDefinition AtThreshold(string name, string title, Func<ConfusionMatrix, double> of) =>
        new(name, title, TaskKinds.Binary, true, Confusion.Of(of))
        {
            Arguments = [Confusion.Threshold],
            Needs = "rows that are positive or predicted so",
        };

    private static double F(ConfusionMatrix matrix, double beta) =>
        matrix.Support(1) + matrix.Predicted(1) == 0 ? double.NaN : matrix.F(1, beta);
}
