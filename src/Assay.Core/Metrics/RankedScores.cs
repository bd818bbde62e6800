using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Rows sorted by one score, once, for metrics that walk down the ranking: highest score first, equal scores in one
/// group that is passed as a whole.
/// </summary>
internal sealed class RankedScores
{
    private readonly int[] _rows;
    private readonly bool[] _positive;
    private readonly bool[] _endsGroup;

    private RankedScores(int[] rows, bool[] positive, bool[] endsGroup)
    {
        _rows = rows;
        _positive = positive;
        _endsGroup = endsGroup;
    }

    /// <summary>One step down the ranking, taken when a group of equal scores is complete.</summary>
    /// <param name="positives">Weight of the positive rows at this score or higher.</param>
    /// <param name="negatives">Weight of the negative rows at this score or higher.</param>
    public delegate void Step(double positives, double negatives);

    /// <summary>Ranks the rows of a binary task by their score.</summary>
    public static RankedScores OfBinary(LabelledScores scores) =>
        Of(scores.Scores, [.. Enumerable.Range(0, scores.Count)], row => scores.Labels[row] == 1);

    /// <summary>Ranks all rows of a multiclass task by the score of one class, which is the positive one.</summary>
    public static RankedScores OfClass(LabelledScores scores, int index) =>
        OfClass(scores, index, [.. Enumerable.Range(0, scores.Count)]);

    /// <summary>Ranks some rows of a multiclass task by the score of one class, which is the positive one.</summary>
    public static RankedScores OfClass(LabelledScores scores, int index, int[] rows)
    {
        var column = new double[scores.Count];
        for (var row = 0; row < column.Length; row++)
        {
            column[row] = scores.Scores[(row * scores.Width) + index];
        }

        return Of(column, rows, row => scores.Labels[row] == index);
    }

    /// <summary>Weight of the positive and the negative rows.</summary>
    public (double Positives, double Negatives) Totals(ReadOnlySpan<double> weights)
    {
        double positives = 0;
        double negatives = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            var weight = weights[_rows[i]];
            if (_positive[i])
            {
                positives += weight;
            }
            else
            {
                negatives += weight;
            }
        }

        return (positives, negatives);
    }

    /// <summary>Walks down the ranking, group by group.</summary>
    public void Walk(ReadOnlySpan<double> weights, Step step)
    {
        double positives = 0;
        double negatives = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            var weight = weights[_rows[i]];
            if (_positive[i])
            {
                positives += weight;
            }
            else
            {
                negatives += weight;
            }

            if (_endsGroup[i])
            {
                step(positives, negatives);
            }
        }
    }

    /// <summary>
    /// The weighted share of pairs of a positive and a negative row in which the positive one scores higher, equal
    /// scores counting half; NaN without such a pair.
    /// </summary>
    public double Area(ReadOnlySpan<double> weights)
    {
        double above = 0;
        double total = 0;
        double negatives = 0;
        double groupPositives = 0;
        double groupNegatives = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            var weight = weights[_rows[i]];
            if (_positive[i])
            {
                groupPositives += weight;
            }
            else
            {
                groupNegatives += weight;
            }

            if (_endsGroup[i])
            {
                total += groupNegatives * (above + (groupPositives / 2));
                above += groupPositives;
                negatives += groupNegatives;
                groupPositives = 0;
                groupNegatives = 0;
            }
        }

        return above > 0 && negatives > 0 ? total / (above * negatives) : double.NaN;
    }

    private static RankedScores Of(double[] column, int[] rows, Func<int, bool> isPositive)
    {
        var keys = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = -column[rows[i]];
        }

        Array.Sort(keys, rows);
        var positive = new bool[rows.Length];
        var endsGroup = new bool[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            positive[i] = isPositive(rows[i]);
            endsGroup[i] = i + 1 == rows.Length || keys[i + 1] != keys[i];
        }

        return new RankedScores(rows, positive, endsGroup);
    }
}
