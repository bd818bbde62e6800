using Assay.Core.Gates;

namespace Assay.Core.Reports.Charts;

/// <summary>How scores and errors are spread, as shares of rows in forty bins of equal width.</summary>
internal static class ScoreHistograms
{
    private const int Bins = 40;
    private const string ScoresTitle = "Scores by true class";
    private const string ResidualsTitle = "Residuals";

    /// <summary>The challenger's scores, those of negative and of positive rows apart.</summary>
    public static Chart ByClass(ComparedScores scores, bool showValues)
    {
        if (scores.ProblemOfClasses is { } problem)
        {
            return new BlankChart("scores", ScoresTitle, problem);
        }

        var challenger = scores.Challenger;
        var probabilities = challenger.Scores.All(score => score is >= 0 and <= 1);
        var range = probabilities ? (0, 1) : Range(challenger.Scores, tail: 0);
        return new HistogramChart(
            "scores",
            ScoresTitle,
            "Where the scores of either class lie; the less they overlap, the better a threshold separates them.",
            probabilities ? "predicted probability" : "score",
            [
                Series(Name(0, "negative"), HistogramTone.Negative, OfClass(challenger, 0), range),
                Series(Name(1, "positive"), HistogramTone.Positive, OfClass(challenger, 1), range),
            ]
        );

        string Name(int index, string otherwise) =>
            showValues && index < challenger.Classes.Length ? challenger.Classes[index] : otherwise;
    }

    /// <summary>Predicted − true on both sides; the outermost hundredths lie in the first and last bin.</summary>
    public static Chart Residuals(ComparedScores scores)
    {
        if (scores.Problem is { } problem)
        {
            return new BlankChart("residuals", ResidualsTitle, problem);
        }

        var sides = scores.Sides.Select(side => (side.Side, side.Name, Values: Errors(side.Scores))).ToList();
        var range = Range([.. sides.SelectMany(side => side.Values)], tail: 0.01);
        return new HistogramChart(
            "residuals",
            ResidualsTitle,
            "How far predictions are off; narrow and around 0 is good. The outermost hundredths are in the end bins.",
            "predicted − true",
            [
                .. sides.Select(side =>
                    Series(
                        side.Name,
                        side.Side == ChartSide.Challenger ? HistogramTone.Challenger : HistogramTone.Champion,
                        side.Values,
                        range
                    )
                ),
            ]
        );
    }

    private static double[] Errors(LabelledScores scores) => [.. scores.Scores.Zip(scores.Labels, (p, t) => p - t)];

    private static double[] OfClass(LabelledScores scores, int label) =>
        [.. scores.Scores.Where((_, row) => scores.Labels[row] == label)];

    private static (double From, double To) Range(double[] values, double tail)
    {
        Array.Sort(values = [.. values]);
        var skipped = (int)(values.Length * tail);
        var (from, to) = (values[skipped], values[^(skipped + 1)]);
        return to > from ? (from, to) : (from - 0.5, to + 0.5);
    }

    private static HistogramSeries Series(
        string label,
        HistogramTone tone,
        double[] values,
        (double From, double To) range
    )
    {
        var width = (range.To - range.From) / Bins;
        var counts = new int[Bins];
        foreach (var value in values)
        {
            counts[(int)Math.Clamp((value - range.From) / width, 0, Bins - 1)]++;
        }

        return new HistogramSeries(
            label,
            tone,
            [
                .. counts.Select(
                    (count, i) =>
                        new ChartBin(
                            range.From + (i * width),
                            range.From + ((i + 1) * width),
                            (double)count / values.Length
                        )
                ),
            ]
        );
    }
}
