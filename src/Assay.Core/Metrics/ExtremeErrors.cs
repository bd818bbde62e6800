using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// The median and the greatest absolute error. The median of an even number of rows is the mean of the middle two;
/// weights must be whole, since weighted medians have no one definition.
/// </summary>
internal static class ExtremeErrors
{
    public static MetricDefinition Median { get; } =
        new("median_absolute_error", "median absolute error", TaskKinds.Regression, false, (s, _) => MedianOf(s))
        {
            Bounded = false,
        };

    public static MetricDefinition Greatest { get; } =
        new("max_error", "max error", TaskKinds.Regression, false, (s, _) => GreatestOf(s)) { Bounded = false };

    private static WeightedMetric GreatestOf(LabelledScores scores)
    {
        var (errors, rows) = Sorted(scores);
        return weights =>
        {
            var i = rows.Length - 1;
            while (i >= 0 && weights[rows[i]] == 0)
            {
                i--;
            }

            return i < 0 ? double.NaN : errors[i];
        };
    }

    private static WeightedMetric MedianOf(LabelledScores scores)
    {
        var (errors, rows) = Sorted(scores);
        return weights =>
        {
            double total = 0;
            foreach (var weight in weights)
            {
                if (weight != Math.Floor(weight))
                {
                    return double.NaN;
                }

                total += weight;
            }

            return total == 0
                ? double.NaN
                : (At(Math.Floor((total - 1) / 2), weights) + At(Math.Floor(total / 2), weights)) / 2;
        };

        double At(double rank, ReadOnlySpan<double> weights)
        {
            var i = 0;
            for (var upTo = weights[rows[0]]; upTo <= rank; upTo += weights[rows[i]])
            {
                i++;
            }

            return errors[i];
        }
    }

    private static (double[] Errors, int[] Rows) Sorted(LabelledScores scores)
    {
        var errors = RegressionErrors.PerRow(scores, (truth, predicted) => Math.Abs(predicted - truth));
        int[] rows = [.. Enumerable.Range(0, scores.Count)];
        Array.Sort(errors, rows);
        return (errors, rows);
    }
}
