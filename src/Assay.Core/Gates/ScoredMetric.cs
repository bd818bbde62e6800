using Assay.Core.Conditions;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>A metric of the catalogue, made ready for both sides and computed.</summary>
/// <param name="Reference">As the policy names it.</param>
/// <param name="Definition">What it is.</param>
/// <param name="Challenger">Ready for the challenger's rows.</param>
/// <param name="Champion">Ready for the champion's rows, or null without one.</param>
/// <param name="ChallengerValue">The challenger's value; null is undefined.</param>
/// <param name="ChampionValue">The champion's value; null is undefined or absent.</param>
internal sealed record ScoredMetric(
    MetricReference Reference,
    MetricDefinition Definition,
    WeightedMetric Challenger,
    WeightedMetric? Champion,
    double? ChallengerValue,
    double? ChampionValue
)
{
    public string Title => Definition.TitleOf(Reference);

    /// <summary>The metric on usable evidence.</summary>
    public static ScoredMetric Of(MetricReference reference, MetricDefinition definition, GateEvidence evidence)
    {
        var ones = new double[evidence.Challenger.Count];
        Array.Fill(ones, 1);
        var challenger = definition.PrepareFor(evidence.Challenger, reference);
        var champion = evidence.Champion is null ? null : definition.PrepareFor(evidence.Champion, reference);
        return new ScoredMetric(
            reference,
            definition,
            challenger,
            champion,
            Defined(challenger(ones)),
            champion is null ? null : Defined(champion(ones))
        );
    }

    /// <summary>The comparison as reports show it.</summary>
    public MetricComparison With(Difference? difference) =>
        new(
            Reference,
            Title,
            Definition.HigherIsBetter,
            ChallengerValue,
            ChampionValue,
            difference,
            Bounded: Definition.Bounded
        );

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
