using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Charts;

/// <summary>Predicted against true values: rows at even ranks of the error, the worst on either side among them.</summary>
internal static class PredictedAgainstTrue
{
    private const string Name = "predicted-true";
    private const string Title = "Predicted against true values";

    public static Chart Of(ComparedScores scores) =>
        scores.Problem is { } problem
            ? new BlankChart(Name, Title, problem)
            : new ScatterChart(
                Name,
                Title,
                "Each dot is a row; on the dashed line the prediction is right.",
                "true",
                "predicted",
                [.. scores.Sides.Select(side => new ChartCurve(side.Name, side.Side, Points(side.Scores), true))]
            );

    private static ImmutableArray<ChartPoint> Points(LabelledScores scores)
    {
        int[] byError =
        [
            .. Enumerable
                .Range(0, scores.Count)
                .OrderBy(row => scores.Scores[row] - scores.Labels[row])
                .ThenBy(row => row),
        ];
        var shown = Math.Min(byError.Length, PointThinning.Most);
        return
        [
            .. Enumerable
                .Range(0, shown)
                .Select(i => byError[shown == 1 ? 0 : (int)((long)i * (byError.Length - 1) / (shown - 1))])
                .Select(row => new ChartPoint(scores.Labels[row], scores.Scores[row])),
        ];
    }
}
