using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Log loss (cross-entropy, natural logarithm): the mean of −ln p of the true class, p clipped to [10⁻¹⁵, 1 − 10⁻¹⁵]
/// and, with several classes, normalised to sum to 1 after that (as scikit-learn 1.2's <c>log_loss</c>). Undefined
/// when a score is not a probability.
/// </summary>
internal static class LogLoss
{
    private const double Clip = 1e-15;

    public static MetricDefinition Definition { get; } =
        new("log_loss", "log loss", TaskKinds.Classification, false, (scores, _) => RowMean.Of(Losses(scores)))
        {
            Bounded = false,
            Needs = Probability.Needs,
        };

    private static double[] Losses(LabelledScores scores)
    {
        var losses = new double[scores.Count];
        for (var row = 0; row < losses.Length; row++)
        {
            var label = (int)scores.Labels[row];
            var p = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            losses[row] =
                !Probability.AreAll(p) ? double.NaN
                : scores.Task == TaskKind.Binary ? -Math.Log(label == 1 ? Clipped(p[0]) : 1 - Clipped(p[0]))
                : -Math.Log(Normalised(p, label));
        }

        return losses;
    }

    private static double Normalised(ReadOnlySpan<double> row, int label)
    {
        double sum = 0;
        foreach (var p in row)
        {
            sum += Clipped(p);
        }

        return Clipped(row[label]) / sum;
    }

    private static double Clipped(double p) => Math.Clamp(p, Clip, 1 - Clip);
}
