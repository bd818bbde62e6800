using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// A metric of the user's own as one of the catalogue's kind: an aggregate of a column over all rows, or over those that
/// a binary model answered in one way, from the usual threshold up. Missing values count in nothing.
/// </summary>
public static class OwnMetric
{
    private const double Threshold = 0.5;

    /// <summary>The definition of <paramref name="aggregate"/> over a column of the validation data.</summary>
    /// <param name="name">The metric's name in <c>assay.yml</c>.</param>
    /// <param name="aggregate">What is made of the column.</param>
    /// <param name="column">n values, NaN where missing.</param>
    /// <param name="higherIsBetter">Its direction, which only its author knows.</param>
    public static MetricDefinition Of(string name, ColumnAggregate aggregate, double[] column, bool higherIsBetter) =>
        new(
            name,
            name.Replace('_', ' '),
            aggregate.Where is null ? [.. Enum.GetValues<TaskKind>()] : TaskKinds.Binary,
            higherIsBetter,
            (scores, _) => Prepared(scores, aggregate, column)
        )
        {
            Bounded = false,
            Needs = $"rows with a value in the column '{aggregate.Column}'",
        };

    private static WeightedMetric Prepared(LabelledScores scores, ColumnAggregate aggregate, double[] column)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Count).Where(r => !double.IsNaN(column[r]) && IsIn(scores, r))];
        return weights =>
        {
            double sum = 0;
            double count = 0;
            foreach (var row in rows)
            {
                sum += weights[row] * column[row];
                count += weights[row];
            }

            return aggregate.Function switch
            {
                AggregateFunction.Sum => sum,
                AggregateFunction.Count => count,
                _ => sum / count,
            };
        };

        bool IsIn(LabelledScores side, int row) =>
            aggregate.Where is not { } answer || Answer(side.Labels[row] == 1, side.Scores[row] >= Threshold) == answer;
    }

    private static AnswerKind Answer(bool truth, bool said) =>
        (truth, said) switch
        {
            (true, true) => AnswerKind.Tp,
            (false, true) => AnswerKind.Fp,
            (true, false) => AnswerKind.Fn,
            _ => AnswerKind.Tn,
        };
}
