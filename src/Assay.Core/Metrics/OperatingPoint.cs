namespace Assay.Core.Metrics;

/// <summary>
/// What a ranking reaches when its threshold is chosen for a target on the other axis of the precision-recall curve.
/// Undefined without positive rows.
/// </summary>
internal static class OperatingPoint
{
    /// <summary>
    /// The greatest recall among thresholds with at least this precision; 0 when none has it, since then nothing may be
    /// called positive.
    /// </summary>
    public static WeightedMetric RecallAtPrecision(RankedScores ranked, double precision) =>
        weights =>
        {
            double found = 0;
            double all = 0;
            ranked.Walk(
                weights,
                (positives, negatives) =>
                {
                    all = positives;
                    if (positives >= precision * (positives + negatives))
                    {
                        found = positives;
                    }
                }
            );
            return all > 0 ? found / all : double.NaN;
        };

    /// <summary>The greatest precision among thresholds with at least this recall.</summary>
    public static WeightedMetric PrecisionAtRecall(RankedScores ranked, double recall) =>
        weights =>
        {
            var all = ranked.Totals(weights).Positives;
            double greatest = 0;
            ranked.Walk(
                weights,
                (positives, negatives) =>
                {
                    if (positives > 0 && positives >= recall * all)
                    {
                        greatest = Math.Max(greatest, positives / (positives + negatives));
                    }
                }
            );
            return all > 0 ? greatest : double.NaN;
        };
}
