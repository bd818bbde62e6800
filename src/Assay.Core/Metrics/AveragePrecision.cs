using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Average precision, the step-wise area under the precision-recall curve: Σ (Rₖ − Rₖ₋₁) · Pₖ over thresholds from
/// the highest score down, without interpolation (as scikit-learn's <c>average_precision_score</c>). With several
/// classes, one against the rest, averaged over classes. Undefined without positive rows.
/// </summary>
internal static class AveragePrecision
{
    public static MetricDefinition Binary { get; } =
        new("average_precision", "average precision", TaskKinds.Binary, true, (s, _) => Of(RankedScores.OfBinary(s)))
        {
            Aliases = ["pr_auc"],
            NeedsBothClasses = true,
            Needs = "positive rows",
        };

    public static MetricDefinition Macro { get; } =
        new("average_precision", "average precision", TaskKinds.Multiclass, true, (s, _) => MeanOverClasses(s))
        {
            Aliases = ["pr_auc"],
            NeedsBothClasses = true,
            Needs = "positive rows",
        };

    private static WeightedMetric MeanOverClasses(LabelledScores scores)
    {
        WeightedMetric[] classes =
        [
            .. Enumerable.Range(0, scores.Width).Select(c => Of(RankedScores.OfClass(scores, c))),
        ];
        return weights =>
        {
            double sum = 0;
            foreach (var one in classes)
            {
                sum += one(weights);
            }

            return sum / classes.Length;
        };
    }

    private static WeightedMetric Of(RankedScores ranked) =>
        weights =>
        {
            double sum = 0;
            double previous = 0;
            ranked.Walk(
                weights,
                (positives, negatives) =>
                {
                    if (positives > previous)
                    {
                        sum += (positives - previous) * positives / (positives + negatives);
                        previous = positives;
                    }
                }
            );
            return previous > 0 ? sum / previous : double.NaN;
        };
}
