using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Charts;

/// <summary>The charts of a gate's report.</summary>
public static class GateCharts
{
    /// <summary>
    /// The differences first, then what suits the task. Rows that a chart cannot show give a chart that says so; all that
    /// is drawn is thinned, so that a million rows are as quickly drawn as a thousand.
    /// </summary>
    /// <param name="verdict">The verdict on the evidence.</param>
    /// <param name="policy">The policy that decided.</param>
    /// <param name="evidence">The scores.</param>
    /// <param name="showValues">Whether class names and cell values may be shown.</param>
    public static ImmutableArray<Chart> Of(Verdict verdict, GatePolicy policy, GateEvidence evidence, bool showValues)
    {
        var scores = new ComparedScores(evidence.Challenger, evidence.Champion, evidence.ChampionName ?? "champion");
        Chart?[] differences =
        [
            DifferenceForests.Metrics(verdict, policy),
            DifferenceForests.Slices(verdict, policy, showValues),
        ];
        return [.. differences.OfType<Chart>(), .. OfTask(scores, showValues)];
    }

    private static ImmutableArray<Chart> OfTask(ComparedScores scores, bool showValues) =>
        scores.Challenger.Task switch
        {
            TaskKind.Binary =>
            [
                RankingCurves.Roc(scores),
                RankingCurves.PrecisionRecall(scores),
                CalibrationCurve.Of(scores),
                ScoreHistograms.ByClass(scores, showValues),
                ConfusionCounts.Of(scores, showValues),
            ],
            TaskKind.Multiclass => [ConfusionCounts.Of(scores, showValues), CalibrationCurve.Of(scores)],
            TaskKind.Regression => [PredictedAgainstTrue.Of(scores), ScoreHistograms.Residuals(scores)],
            _ => [],
        };
}
