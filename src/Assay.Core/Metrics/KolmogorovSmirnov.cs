namespace Assay.Core.Metrics;

/// <summary>
/// The Kolmogorov-Smirnov statistic of a scoring model: the greatest lead of the true positive rate over the false
/// positive rate, over all thresholds (one-sided, so a ranking that is upside down has 0). Needs both classes.
/// </summary>
internal static class KolmogorovSmirnov
{
    public static MetricDefinition Definition { get; } =
        new("ks", "KS", TaskKinds.Binary, true, (scores, _) => Of(RankedScores.OfBinary(scores)))
        {
            NeedsBothClasses = true,
            Needs = "rows of both classes",
        };

    private static WeightedMetric Of(RankedScores ranked) =>
        weights =>
        {
            var (allPositives, allNegatives) = ranked.Totals(weights);
            if (allPositives == 0 || allNegatives == 0)
            {
                return double.NaN;
            }

            double lead = 0;
            ranked.Walk(
                weights,
                (positives, negatives) => lead = Math.Max(lead, (positives / allPositives) - (negatives / allNegatives))
            );
            return lead;
        };
}
