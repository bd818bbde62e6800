namespace Assay.Core.Statistics;

/// <summary>
/// DeLong's structural components: for a positive row the share of negative rows that score lower, ties counting
/// half; for a negative row the share of positive rows that score higher.
/// </summary>
/// <param name="Positives">One a positive row, in the rows' order.</param>
/// <param name="Negatives">One a negative row, in the rows' order.</param>
/// <param name="Ranks">Midranks among all rows, in the rows' order.</param>
internal sealed record Placements(double[] Positives, double[] Negatives, double[] Ranks)
{
    public static Placements Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        var all = Ranked(scores.ToArray());
        var positives = RanksAmong(labels, scores, 1);
        var negatives = RanksAmong(labels, scores, 0);
        var (p, n) = (0, 0);
        var above = new double[positives.Length];
        var below = new double[negatives.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == 1)
            {
                above[p] = (all[row] - positives[p]) / negatives.Length;
                p++;
            }
            else
            {
                below[n] = 1 - ((all[row] - negatives[n]) / positives.Length);
                n++;
            }
        }

        return new Placements(above, below, all);
    }

    public bool RanksLike(Placements other) => Ranks.AsSpan().SequenceEqual(other.Ranks);

    private static double[] RanksAmong(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, double label)
    {
        var some = new List<double>(scores.Length);
        for (var row = 0; row < scores.Length; row++)
        {
            if ((labels[row] == 1) == (label == 1))
            {
                some.Add(scores[row]);
            }
        }

        return Ranked([.. some]);
    }

    private static double[] Ranked(double[] values)
    {
        var ones = new double[values.Length];
        Array.Fill(ones, 1);
        return new Midranks(values).Of(ones);
    }
}
