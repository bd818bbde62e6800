using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Core.Metrics;

/// <summary>
/// Mean errors of a number: squared, absolute, relative and logarithmic, as scikit-learn defines them. A mean absolute
/// percentage error is undefined when a true value is 0, a logarithmic error when a value is negative. The symmetric
/// percentage error is 2·|p − y| / (|p| + |y|), from 0 to 2, with 0 for two zeros. Bias is prediction − truth.
/// </summary>
internal static class RegressionErrors
{
    private const string NotNegative = "values that are not negative";

    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        Mean("rmse", "RMSE", SquaredError, Math.Sqrt),
        Mean("mse", "MSE", SquaredError),
        Mean("mae", "MAE", (truth, predicted) => Math.Abs(predicted - truth)),
        Mean("mape", "MAPE", (y, p) => y == 0 ? double.NaN : Math.Abs((p - y) / y)) with
        {
            Needs = "true values other than 0",
        },
        Mean("smape", "sMAPE", SymmetricError),
        Mean("msle", "MSLE", SquaredLogError) with
        {
            Needs = NotNegative,
        },
        Mean("rmsle", "RMSLE", SquaredLogError, Math.Sqrt) with
        {
            Needs = NotNegative,
        },
        Mean("bias", "bias", (truth, predicted) => predicted - truth) with
        {
            CanDecide = false,
        },
    ];

    private static MetricDefinition Mean(
        string name,
        string title,
        Func<double, double, double> error,
        Func<double, double>? then = null
    ) => new(name, title, TaskKinds.Regression, false, (scores, _) => Of(scores, error, then)) { Bounded = false };

    private static WeightedMetric Of(
        LabelledScores scores,
        Func<double, double, double> error,
        Func<double, double>? then
    )
    {
        var errors = PerRow(scores, error);
        return then is null ? RowMean.Of(errors) : RowMean.Of(errors, then);
    }

    /// <summary>One number a row, from its truth and its prediction.</summary>
    public static double[] PerRow(LabelledScores scores, Func<double, double, double> error)
    {
        var errors = new double[scores.Count];
        for (var row = 0; row < errors.Length; row++)
        {
            errors[row] = error(scores.Labels[row], scores.Scores[row]);
        }

        return errors;
    }

    private static double SquaredError(double truth, double predicted) => (predicted - truth) * (predicted - truth);

    private static double SymmetricError(double truth, double predicted) =>
        truth == 0 && predicted == 0 ? 0 : 2 * Math.Abs(predicted - truth) / (Math.Abs(predicted) + Math.Abs(truth));

    private static double SquaredLogError(double truth, double predicted) =>
        truth < 0 || predicted < 0
            ? double.NaN
            : SquaredError(Precise.LogOnePlus(truth), Precise.LogOnePlus(predicted));
}
