using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Area under the ROC curve: the chance that a positive row scores higher than a negative one, ties counting half
/// (Hanley and McNeil 1982). With several classes, one against the rest, averaged over classes (Fawcett 2006), or one
/// against one, averaged over pairs (Hand and Till 2001). Undefined unless every class has rows.
/// </summary>
internal static class RocAuc
{
    public static MetricDefinition Binary { get; } =
        new("roc_auc", "ROC-AUC", TaskKinds.Binary, true, (scores, _) => RankedScores.OfBinary(scores).Area)
        {
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    /// <summary>Gini coefficient of the ranking: 2 · AUC − 1.</summary>
    public static MetricDefinition Gini { get; } =
        new("gini", "Gini", TaskKinds.Binary, true, (scores, _) => GiniOf(RankedScores.OfBinary(scores)))
        {
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    public static MetricDefinition OneVersusRest { get; } =
        new("roc_auc", "ROC-AUC", TaskKinds.Multiclass, true, (scores, _) => MeanOverClasses(scores, false))
        {
            Aliases = ["roc_auc_ovr"],
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    public static MetricDefinition OneVersusRestWeighted { get; } =
        new(
            "roc_auc_weighted",
            "ROC-AUC, weighted",
            TaskKinds.Multiclass,
            true,
            (scores, _) => MeanOverClasses(scores, true)
        )
        {
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    public static MetricDefinition OneVersusOne { get; } =
        new("roc_auc_ovo", "ROC-AUC, one vs one", TaskKinds.Multiclass, true, (s, _) => MeanOverPairs(s, false))
        {
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    public static MetricDefinition OneVersusOneWeighted { get; } =
        new(
            "roc_auc_ovo_weighted",
            "ROC-AUC, one vs one, weighted",
            TaskKinds.Multiclass,
            true,
            (s, _) => MeanOverPairs(s, true)
        )
        {
            NeedsBothClasses = true,
            Needs = "rows of every class",
        };

    /// <summary>The area for one class against all others.</summary>
    public static WeightedMetric OfClass(LabelledScores scores, int index) => RankedScores.OfClass(scores, index).Area;

    private static WeightedMetric GiniOf(RankedScores ranked) => weights => (2 * ranked.Area(weights)) - 1;

    private static WeightedMetric MeanOverClasses(LabelledScores scores, bool byPrevalence)
    {
        RankedScores[] classes = [.. Enumerable.Range(0, scores.Width).Select(c => RankedScores.OfClass(scores, c))];
        return weights =>
        {
            double sum = 0;
            double shares = 0;
            foreach (var ranked in classes)
            {
                var share = byPrevalence ? ranked.Totals(weights).Positives : 1;
                sum += share * ranked.Area(weights);
                shares += share;
            }

            return sum / shares;
        };
    }

    private static WeightedMetric MeanOverPairs(LabelledScores scores, bool byPrevalence)
    {
        List<(RankedScores Forward, RankedScores Backward)> pairs = [];
        for (var a = 0; a < scores.Width; a++)
        {
            for (var b = a + 1; b < scores.Width; b++)
            {
                int[] rows =
                [
                    .. Enumerable.Range(0, scores.Count).Where(r => scores.Labels[r] == a || scores.Labels[r] == b),
                ];
                pairs.Add((RankedScores.OfClass(scores, a, rows), RankedScores.OfClass(scores, b, [.. rows])));
            }
        }

        return weights =>
        {
            double sum = 0;
            double shares = 0;
            foreach (var (forward, backward) in pairs)
            {
                var (positives, negatives) = byPrevalence ? forward.Totals(weights) : (1, 0);
                sum += (positives + negatives) * (forward.Area(weights) + backward.Area(weights)) / 2;
                shares += positives + negatives;
            }

            return sum / shares;
        };
    }
}
