using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>Makes a metric of a function of the confusion matrix.</summary>
internal static class Confusion
{
    /// <summary>The argument of binary metrics that need a decision: rows that score at least this are positive.</summary>
    public static readonly MetricArgument Threshold = new("threshold", 0, 1, 0.5, Only: TaskKind.Binary);

    /// <summary>
    /// Counts the weights into a confusion matrix and applies <paramref name="then"/>. Binary rows are predicted positive
    /// from the threshold up; multiclass rows are predicted to be the first class of the greatest score.
    /// </summary>
    public static Func<LabelledScores, MetricArguments, WeightedMetric> Of(Func<ConfusionMatrix, double> then) =>
        (scores, arguments) =>
        {
            if (!CanDecide(scores))
            {
                return static _ => double.NaN;
            }

            var classes = scores.Task == TaskKind.Binary ? 2 : scores.Width;
            var cellOfRow = CellOfRow(scores, classes, arguments[Threshold.Key] ?? 0.5);
            var cells = new double[classes * classes];
            var matrix = new ConfusionMatrix(classes, cells);
            return weights =>
            {
                Array.Clear(cells);
                for (var row = 0; row < cellOfRow.Length; row++)
                {
                    cells[cellOfRow[row]] += weights[row];
                }

                return then(matrix);
            };
        };

    /// <summary>Counts every row once.</summary>
    public static ConfusionMatrix Count(LabelledScores scores, double threshold)
    {
        var classes = scores.Task == TaskKind.Binary ? 2 : scores.Width;
        var cells = new double[classes * classes];
        foreach (var cell in CellOfRow(scores, classes, threshold))
        {
            cells[cell]++;
        }

        return new ConfusionMatrix(classes, cells);
    }

    /// <summary>Whether rows can be decided at a threshold: binary scores must be probabilities for it to mean anything.</summary>
    public static bool CanDecide(LabelledScores scores) =>
        scores.Task != TaskKind.Binary || Probability.AreAll(scores.Scores);

    private static int[] CellOfRow(LabelledScores scores, int classes, double threshold)
    {
        var cellOfRow = new int[scores.Count];
        for (var row = 0; row < cellOfRow.Length; row++)
        {
            var predicted =
                scores.Task == TaskKind.Binary
                    ? (scores.Scores[row] >= threshold ? 1 : 0)
                    : Probability.Greatest(scores.Scores.AsSpan(row * scores.Width, scores.Width));
            cellOfRow[row] = ((int)scores.Labels[row] * classes) + predicted;
        }

        return cellOfRow;
    }
}
