using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// R², 1 − Σ(y − p)² / Σ(y − ȳ)², and explained variance, 1 − Var(y − p) / Var(y). Undefined when the truth is
/// constant.
/// </summary>
internal static class ExplainedVariance
{
    private const string Variation = "true values that differ";

    public static MetricDefinition RSquared { get; } =
        new("r2", "R²", TaskKinds.Regression, true, (scores, _) => Of(scores, centred: false)) { Needs = Variation };

    public static MetricDefinition Definition { get; } =
        new("explained_variance", "explained variance", TaskKinds.Regression, true, (s, _) => Of(s, centred: true))
        {
            Needs = Variation,
        };

    private static WeightedMetric Of(LabelledScores scores, bool centred)
    {
        var truth = scores.Labels;
        var residuals = RegressionErrors.PerRow(scores, (y, p) => y - p);
        return weights =>
        {
            var meanTruth = RowMean.Of(truth, weights);
            var meanResidual = centred ? RowMean.Of(residuals, weights) : 0;
            double left = 0;
            double total = 0;
            double least = double.PositiveInfinity;
            double greatest = double.NegativeInfinity;
            for (var row = 0; row < truth.Length; row++)
            {
                left += weights[row] * (residuals[row] - meanResidual) * (residuals[row] - meanResidual);
                total += weights[row] * (truth[row] - meanTruth) * (truth[row] - meanTruth);
                least = weights[row] > 0 ? Math.Min(least, truth[row]) : least;
                greatest = weights[row] > 0 ? Math.Max(greatest, truth[row]) : greatest;
            }

            // A mean rounded away from a constant truth would leave a total that is not quite 0.
            return least < greatest ? 1 - (left / total) : double.NaN;
        };
    }
}
