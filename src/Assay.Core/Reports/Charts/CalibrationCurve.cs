using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Core.Reports.Charts;

/// <summary>
/// Reliability: in ten bins of equal width, the mean probability stated against the share observed. Binary: of the
/// positive class; multiclass: of the most probable class being right (Guo et al. 2017).
/// </summary>
internal static class CalibrationCurve
{
    private const string Name = "calibration";
    private const string Title = "Calibration";
    private const int Bins = 10;

    public static Chart Of(ComparedScores scores)
    {
        var problem =
            scores.Problem
            ?? (
                scores.Sides.All(side => Probability.AreAll(side.Scores.Scores))
                    ? null
                    : "The scores are not probabilities."
            );
        return problem is null ? Draw(scores) : new BlankChart(Name, Title, problem);
    }

    private static CurveChart Draw(ComparedScores scores)
    {
        var binary = scores.Challenger.Task == TaskKind.Binary;
        var sides = scores.Sides.Select(side => (side.Side, side.Name, Bins: BinsOf(side.Scores))).ToList();
        return new CurveChart(
            Name,
            Title,
            "Observed share against stated probability in ten bins; on the diagonal, stated and observed agree.",
            binary ? "predicted probability" : "probability of the predicted class",
            binary ? "observed share" : "share of right predictions",
            [
                .. sides.Select(side => new ChartCurve(
                    side.Name,
                    side.Side,
                    [.. side.Bins.Where(bin => bin.Rows > 0).Select(bin => bin.Point)],
                    Marked: true
                )),
            ],
            new ChartReference("perfect", new ChartPoint(0, 0), new ChartPoint(1, 1))
        )
        {
            Counts = [.. sides[^1].Bins.Select((bin, i) => new ChartBin((double)i / Bins, (i + 1.0) / Bins, bin.Rows))],
        };
    }

    private static ImmutableArray<(int Rows, ChartPoint Point)> BinsOf(LabelledScores scores)
    {
        var (stated, seen) = View(scores);
        var binOfRow = CalibrationBins.Uniform(stated, Bins)([]);
        return
        [
            .. Enumerable
                .Range(0, Bins)
                .Select(bin => Enumerable.Range(0, stated.Length).Where(row => binOfRow[row] == bin).ToList())
                .Select(rows =>
                    rows.Count == 0
                        ? (0, default)
                        : (rows.Count, new ChartPoint(rows.Average(r => stated[r]), rows.Average(r => seen[r])))
                ),
        ];
    }

    private static (double[] Stated, double[] Seen) View(LabelledScores scores)
    {
        if (scores.Task == TaskKind.Binary)
        {
            return (scores.Scores, scores.Labels);
        }

        var stated = new double[scores.Count];
        var seen = new double[scores.Count];
        for (var row = 0; row < stated.Length; row++)
        {
            var probabilities = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            var predicted = Probability.Greatest(probabilities);
            stated[row] = probabilities[predicted];
            seen[row] = scores.Labels[row] == predicted ? 1 : 0;
        }

        return (stated, seen);
    }
}
