using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Reports.Charts;

namespace Assay.Tests.Charts;

/// <summary>Scores of two models on the same rows, and the charts of them.</summary>
internal static class ChartSamples
{
    /// <summary>Positive rows score higher by <paramref name="strength"/>; probabilities.</summary>
    public static LabelledScores Binary(int rows, double strength, int seed = 1)
    {
        var chance = new Random(seed);
        double[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 3 == 0 ? 1.0 : 0)];
        var noise = new Random(seed + (int)(strength * 100));
        double[] scores =
        [
            .. labels.Select(label =>
                Sigmoid((strength * label) - 1.4 + (4 * (chance.NextDouble() - 0.5)) + noise.NextDouble())
            ),
        ];
        return new LabelledScores(TaskKind.Binary, ["stayed", "churned"], labels, scores);
    }

    /// <summary>The true class gets the greatest probability more often than not.</summary>
    public static LabelledScores Multiclass(int rows, int classes, double strength = 0.6, int seed = 1)
    {
        var chance = new Random(seed);
        var labels = new double[rows];
        var scores = new double[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            labels[row] = chance.Next(classes);
            var draws = Enumerable
                .Range(0, classes)
                .Select(c => chance.NextDouble() + (c == (int)labels[row] ? strength : 0));
            double[] weights = [.. draws];
            for (var c = 0; c < classes; c++)
            {
                scores[(row * classes) + c] = weights[c] / weights.Sum();
            }
        }

        return new LabelledScores(
            TaskKind.Multiclass,
            [.. Enumerable.Range(1, classes).Select(c => $"kind {c}")],
            labels,
            scores
        );
    }

    /// <summary>Prices with errors that grow with them.</summary>
    public static LabelledScores Regression(int rows, double error, int seed = 1)
    {
        var chance = new Random(seed);
        double[] labels = [.. Enumerable.Range(0, rows).Select(_ => 500 + (chance.NextDouble() * 18_000))];
        double[] scores = [.. labels.Select(price => price * (1 + (error * (chance.NextDouble() - 0.5))))];
        return new LabelledScores(TaskKind.Regression, [], labels, scores);
    }

    /// <summary>The charts of both on the same rows, without a verdict's.</summary>
    public static ImmutableArray<Chart> Of(LabelledScores challenger, LabelledScores? champion = null) =>
        GateCharts.Of(
            new Verdict
            {
                Outcome = Outcome.Pass,
                Headline = "ROC-AUC 0.846",
                Rules = [],
                Rows = challenger.Count,
            },
            new GatePolicy(),
            new GateEvidence
            {
                Challenger = challenger,
                Champion = champion,
                ChampionName = "v1.3.0 in prod",
            },
            showValues: true
        );

    public static Chart Named(this ImmutableArray<Chart> charts, string name) =>
        charts.Single(chart => chart.Name == name);

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
