using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Core.Metrics;

/// <summary>
/// Correlation of prediction and truth: Pearson's, and Spearman's, which is Pearson's of the midranks. Undefined when
/// one side is constant.
/// </summary>
internal static class Correlation
{
    private const string Variation = "true values and predictions that each differ";

    public static MetricDefinition Pearson { get; } =
        new("pearson", "Pearson's r", TaskKinds.Regression, true, (s, _) => w => Of(s.Labels, s.Scores, w))
        {
            Needs = Variation,
        };

    public static MetricDefinition Spearman { get; } =
        new("spearman", "Spearman's ρ", TaskKinds.Regression, true, (scores, _) => OfRanks(scores))
        {
            Needs = Variation,
        };

    private static WeightedMetric OfRanks(LabelledScores scores)
    {
        var truth = new Midranks(scores.Labels);
        var predicted = new Midranks(scores.Scores);
        return weights => Of(truth.Of(weights), predicted.Of(weights), weights);
    }

    private static double Of(double[] x, double[] y, ReadOnlySpan<double> weights)
    {
        var meanX = RowMean.Of(x, weights);
        var meanY = RowMean.Of(y, weights);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (var row = 0; row < x.Length; row++)
        {
            var weight = weights[row];
            xx += weight * (x[row] - meanX) * (x[row] - meanX);
            yy += weight * (y[row] - meanY) * (y[row] - meanY);
            xy += weight * (x[row] - meanX) * (y[row] - meanY);
        }

        return IsSpread(xx, meanX, x.Length) && IsSpread(yy, meanY, y.Length)
            ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1)
            : double.NaN;
    }

    // What rounding the mean of a constant leaves is no spread.
    private static bool IsSpread(double squares, double mean, int rows) => squares > rows * Math.Pow(mean * 1e-14, 2);
}
