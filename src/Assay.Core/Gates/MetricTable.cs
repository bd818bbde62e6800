using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>
/// The metrics of a verdict: the primary one first, then those that conditions name, then the user's own and the task's
/// usual few; each on both sides, with its difference and an interval as far as resamples go.
/// </summary>
internal sealed class MetricTable
{
    private readonly Dictionary<MetricReference, DifferenceEstimate> _estimates = [];

    private MetricTable(ImmutableArray<ScoredMetric> metrics) => Metrics = metrics;

    /// <summary>What there is without usable scores.</summary>
    public static MetricTable Empty { get; } = new([]);

    /// <summary>Metrics of scores, in order.</summary>
    public ImmutableArray<ScoredMetric> Metrics { get; }

    /// <summary>Metrics by the reference that named them.</summary>
    public IReadOnlyDictionary<MetricReference, ScoredMetric> ByReference =>
        Metrics.ToDictionary(metric => metric.Reference);

    /// <summary>The difference of a metric; null without a champion or when a side is undefined.</summary>
    public DifferenceEstimate? EstimateOf(MetricReference reference) => _estimates.GetValueOrDefault(reference);

    /// <summary>Computes the table on usable evidence.</summary>
    /// <param name="policy">What names metrics.</param>
    /// <param name="primary">The metric that decides.</param>
    /// <param name="evidence">Both sides.</param>
    /// <param name="level">Two-sided coverage of the intervals.</param>
    public static MetricTable Of(GatePolicy policy, MetricReference primary, GateEvidence evidence, double level)
    {
        var lookup = new MetricLookup(policy, evidence);
        var references = policy
            .Require.Select(condition => condition.Metric)
            .Prepend(primary)
            .Concat(lookup.Own)
            .Concat(MetricCatalog.Usual(evidence.Challenger.Task))
            .Distinct();
        var table = new MetricTable([
            .. from reference in references
            let definition = lookup.Find(reference)
            where definition is not null
            select ScoredMetric.Of(reference, definition, evidence),
        ]);
        if (evidence.Champion is not null)
        {
            table.Estimate(policy.Compare?.Test ?? ComparisonTest.Auto, primary, evidence, level);
        }

        return table;
    }

    /// <summary>The rows as reports show them, figures that conditions name among them.</summary>
    /// <param name="policy">What names figures.</param>
    /// <param name="evidence">Both sides.</param>
    public ImmutableArray<MetricComparison> Rows(GatePolicy policy, GateEvidence evidence)
    {
        var named = policy.Require.Select(condition => condition.Metric).ToHashSet();
        var figures = policy
            .Require.Where(condition => !Metrics.Any(metric => metric.Reference == condition.Metric))
            .DistinctBy(condition => condition.Metric)
            .Select(condition => FigureComparison.Of(condition, evidence))
            .OfType<MetricComparison>();
        var scored = Metrics.Select(metric => metric.With(EstimateOf(metric.Reference)?.Difference)).ToArray();
        var leading = scored.TakeWhile((row, i) => i == 0 || named.Contains(row.Metric)).Count();
        return [.. scored.Take(leading), .. figures, .. scored.Skip(leading)];
    }

    private void Estimate(ComparisonTest test, MetricReference primary, GateEvidence evidence, double level)
    {
        ScoredMetric[] defined = [.. Metrics.Where(m => m is { ChallengerValue: not null, ChampionValue: not null })];
        var estimator = new DifferenceEstimator(evidence, level);
        var rows = evidence.Challenger.Count;
        Add([.. defined.Where(m => m.Reference == primary)], test, ResamplePlan.Deciding(rows));

        ScoredMetric[] beside = [.. defined.Where(m => m.Reference != primary)];
        var (fitting, resamples) = ResamplePlan.Beside(rows, beside.Length);
        Add(beside[..fitting], ComparisonTest.Auto, resamples);
        foreach (var metric in beside[fitting..])
        {
            var difference = metric.ChallengerValue - metric.ChampionValue;
            _estimates[metric.Reference] = new DifferenceEstimate(new Difference(difference, null));
        }

        void Add(ScoredMetric[] metrics, ComparisonTest how, int count)
        {
            var estimates = estimator.Estimate(metrics, how, count);
            for (var i = 0; i < metrics.Length; i++)
            {
                _estimates[metrics[i].Reference] = estimates[i];
            }
        }
    }
}
