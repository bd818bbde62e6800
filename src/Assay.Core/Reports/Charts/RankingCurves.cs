using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Core.Reports.Charts;

/// <summary>What a binary ranking reaches as its threshold falls: ROC and precision against recall.</summary>
internal static class RankingCurves
{
    private const string RocTitle = "ROC";
    private const string PrecisionRecallTitle = "Precision and recall";

    /// <summary>True against false positive rate; points for each distinct score, straight lines between them.</summary>
    public static Chart Roc(ComparedScores scores)
    {
        if (scores.ProblemOfClasses is { } problem)
        {
            return new BlankChart("roc", RocTitle, problem);
        }

        return new CurveChart(
            "roc",
            RocTitle,
            $"True against false positive rate at every threshold. {Areas(scores, "roc_auc", "area")}.",
            "false positive rate",
            "true positive rate",
            [.. scores.Sides.Select(side => Curve(side, "roc_auc", "AUC", RocPoints(side.Scores)))],
            new ChartReference("chance", new ChartPoint(0, 0), new ChartPoint(1, 1))
        );
    }

    /// <summary>Precision against recall, beginning at recall 0 with the precision of the highest score.</summary>
    public static Chart PrecisionRecall(ComparedScores scores)
    {
        if (scores.ProblemOfClasses is { } problem)
        {
            return new BlankChart("precision-recall", PrecisionRecallTitle, problem);
        }

        var prevalence = scores.Challenger.Labels.Average();
        return new CurveChart(
            "precision-recall",
            PrecisionRecallTitle,
            $"Precision against recall at every threshold. {Areas(scores, "average_precision", "average precision")}.",
            "recall",
            "precision",
            [
                .. scores.Sides.Select(side =>
                    Curve(side, "average_precision", "AP", PrecisionRecallPoints(side.Scores))
                ),
            ],
            new ChartReference(
                $"chance, {Numbers.Fixed(prevalence, 2)}",
                new ChartPoint(0, prevalence),
                new ChartPoint(1, prevalence)
            )
        );
    }

    private static ChartCurve Curve(
        (ChartSide Side, string Name, LabelledScores Scores) side,
        string metric,
        string title,
        List<ChartPoint> points
    ) => new($"{side.Name}, {title} {Area(side.Scores, metric)}", side.Side, PointThinning.Thin(points));

    private static string Areas(ComparedScores scores, string metric, string title) =>
        string.Join("; ", scores.Sides.Reverse().Select(side => $"{side.Name}: {title} {Area(side.Scores, metric)}"));

    private static string Area(LabelledScores scores, string metric) =>
        Numbers.Fixed(
            MetricCatalog.Find(metric, TaskKind.Binary)?.Compute(scores, new(metric, [])) ?? double.NaN,
            decimals: 3
        );

    private static List<ChartPoint> RocPoints(LabelledScores scores)
    {
        List<ChartPoint> points = [new(0, 0)];
        Walk(scores, (found, all, wrong, allWrong) => points.Add(new ChartPoint(wrong / allWrong, found / all)));
        return points;
    }

    private static List<ChartPoint> PrecisionRecallPoints(LabelledScores scores)
    {
        List<ChartPoint> points = [];
        Walk(
            scores,
            (found, all, wrong, _) =>
            {
                var precision = found / (found + wrong);
                if (points.Count == 0)
                {
                    points.Add(new ChartPoint(0, precision));
                }

                points.Add(new ChartPoint(found / all, precision));
            }
        );
        return points;
    }

    private static void Walk(LabelledScores scores, Action<double, double, double, double> step)
    {
        var ones = new double[scores.Count];
        Array.Fill(ones, 1);
        var ranked = RankedScores.OfBinary(scores);
        var (all, allWrong) = ranked.Totals(ones);
        ranked.Walk(ones, (found, wrong) => step(found, all, wrong, allWrong));
    }
}
