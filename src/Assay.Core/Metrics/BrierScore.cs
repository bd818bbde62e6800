using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Brier score: the mean squared error of the probability. Binary: of the positive class, 0 to 1. Multiclass: summed
/// over classes, 0 to 2 (Brier 1950). Undefined when a score is not a probability.
/// </summary>
internal static class BrierScore
{
    public static MetricDefinition Definition { get; } =
        new("brier", "Brier score", TaskKinds.Classification, false, (scores, _) => RowMean.Of(Errors(scores)))
        {
            Needs = Probability.Needs,
        };

    private static double[] Errors(LabelledScores scores)
    {
        var errors = new double[scores.Count];
        for (var row = 0; row < errors.Length; row++)
        {
            var p = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            var label = scores.Labels[row];
            errors[row] =
                !Probability.AreAll(p) ? double.NaN
                : scores.Task == TaskKind.Binary ? Square(p[0] - label)
                : OverClasses(p, (int)label);
        }

        return errors;
    }

    private static double OverClasses(ReadOnlySpan<double> p, int label)
    {
        double sum = 0;
        for (var c = 0; c < p.Length; c++)
        {
            sum += Square(p[c] - (c == label ? 1 : 0));
        }

        return sum;
    }

    private static double Square(double x) => x * x;
}
