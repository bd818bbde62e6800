using Assay.Core.Metrics;
using Assay.Core.Reports;
using Assay.Core.Statistics;

namespace Assay.Core.Gates;

/// <summary>
/// Estimates differences between two sides on the same rows: DeLong for ROC-AUC of binary tasks, the paired percentile
/// bootstrap for everything else.
/// </summary>
/// <param name="evidence">Usable evidence of both sides.</param>
/// <param name="level">Two-sided coverage of the intervals.</param>
internal sealed class DifferenceEstimator(GateEvidence evidence, double level)
{
    /// <summary>The largest share of resamples that may leave a metric undefined.</summary>
    private const double MostUndefined = 0.05;

    private readonly LabelledScores _challenger = evidence.Challenger;
    private readonly LabelledScores _champion = evidence.Champion!;
    private readonly bool _identical = evidence.Challenger.Scores.AsSpan().SequenceEqual(evidence.Champion!.Scores);

    /// <summary>Whether DeLong's variance is that of this metric.</summary>
    public static bool IsArea(ScoredMetric metric) => ReferenceEquals(metric.Definition, RocAuc.Binary);

    /// <summary>One estimate a metric, from the same resamples.</summary>
    /// <param name="metrics">Metrics that are defined on both sides.</param>
    /// <param name="test">How; <see cref="ComparisonTest.Auto"/> takes DeLong where it can.</param>
    /// <param name="resamples">Bootstrap resamples.</param>
    public DifferenceEstimate[] Estimate(IReadOnlyList<ScoredMetric> metrics, ComparisonTest test, int resamples)
    {
        if (_identical)
        {
            return [.. metrics.Select(m => Exactly(Value(m), "identical predictions", "to"))];
        }

        ScoredMetric[] bootstrapped = [.. metrics.Where(m => test == ComparisonTest.Bootstrap || !IsArea(m))];
        var drawn = Draw(bootstrapped, resamples);
        return
        [
            .. metrics.Select(m =>
                Array.IndexOf(bootstrapped, m) is >= 0 and var i ? OfDraws(m, drawn[i]) : OfDeLong(m)
            ),
        ];
    }

    private DifferenceEstimate OfDeLong(ScoredMetric metric)
    {
        var found = DeLong.Of(_challenger.Labels, _champion.Scores, _challenger.Scores)!;
        if (found.SameRanking)
        {
            return Exactly(Value(metric), "same ranking", "as");
        }

        if (found.DifferenceVariance is not { } variance)
        {
            return Unknown(metric, "DeLong, which needs two rows of each class");
        }

        if (found.DifferenceInterval(level) is not { } bounds)
        {
            var positives = _challenger.Labels.Count(label => label == 1);
            return FromNothingSeen(metric, Math.Min(positives, _challenger.Count - positives));
        }

        return new DifferenceEstimate(
            new Difference(found.Difference, new Interval(bounds.Lower, bounds.Upper, level, "DeLong")),
            Math.Sqrt(variance)
        );
    }

    private DifferenceEstimate OfDraws(ScoredMetric metric, double[] draws)
    {
        double[] defined = [.. draws.Where(double.IsFinite)];
        var method = $"paired bootstrap, {Numbers.Count(draws.Length)} resamples";
        if (defined.Length < 2 || defined.Length < (1 - MostUndefined) * draws.Length)
        {
            return Unknown(metric, $"{method}, {Numbers.Count(draws.Length - defined.Length)} of them undefined");
        }

        var error = BootstrapInterval.StandardError(defined);
        if (metric.Definition.Bounded && defined.All(d => d == defined[0]))
        {
            return FromNothingSeen(metric, _challenger.Count);
        }

        var (lower, upper) = BootstrapInterval.Percentile(defined, level);
        return new DifferenceEstimate(new Difference(Value(metric), new Interval(lower, upper, level, method)), error);
    }

    // No row told the sides apart, so the data show no variance. That is not certainty: rows that would may be as rare as
    // the rule of three allows, and none moves a bounded metric by more than its own weight.
    private DifferenceEstimate FromNothingSeen(ScoredMetric metric, int rows)
    {
        var half = RuleOfThree.UpperBound(rows, (1 + level) / 2);
        var value = Value(metric);
        var interval = new Interval(value - half, value + half, level, "rule of three, no row tells the two apart");
        return new DifferenceEstimate(new Difference(value, interval), Unseen: rows);
    }

    private double[][] Draw(ScoredMetric[] metrics, int resamples)
    {
        double[][] drawn = [.. metrics.Select(_ => new double[resamples])];
        if (metrics.Length == 0)
        {
            return drawn;
        }

        var resampling = new Resampling(_challenger.Count, evidence.Seed);
        for (var r = 0; r < resamples; r++)
        {
            var weights = resampling.Draw(r);
            for (var m = 0; m < metrics.Length; m++)
            {
                drawn[m][r] = metrics[m].Challenger(weights) - metrics[m].Champion!(weights);
            }
        }

        return drawn;
    }

    private DifferenceEstimate Exactly(double value, string method, string preposition) =>
        new(new Difference(value, new Interval(value, value, level, method)), Alike: $"{method} {preposition}");

    private DifferenceEstimate Unknown(ScoredMetric metric, string method) =>
        new(new Difference(Value(metric), new Interval(null, null, level, method)));

    private static double Value(ScoredMetric metric) => metric.ChallengerValue!.Value - metric.ChampionValue!.Value;
}
