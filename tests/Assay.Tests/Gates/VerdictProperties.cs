using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Metrics;
using Assay.Core.Statistics;
using CsCheck;

namespace Assay.Tests.Gates;

public sealed class VerdictProperties
{
    private const int Iterations = 25;

    private static readonly Gen<Sample> Samples = Gen.Select(
            Gen.ULong[1, 1_000_000],
            Gen.Int[30, 120],
            Gen.Double[0.5, 2]
        )
        .Select((seed, rows, separation) => Sample.Of(rows, 1.2, separation, seed));

    private static readonly GatePolicy Policy = Sample.NonInferior(
        0.01,
        "roc_auc >= 0.6",
        "log_loss <= champion * 1.02"
    );

    [Fact]
    public void Identical_predictions_pass_with_difference_0() =>
        Samples.Sample(
            sample =>
            {
                var verdict = Gate.Judge(
                    Sample.NonInferior(0),
                    Sample.Evidence(sample.Labels, sample.Champion, sample.Champion)
                );

                verdict.Outcome.ShouldBe(Outcome.Pass);
                verdict.Primary!.Difference!.Value.ShouldBe(0);
                verdict.Primary.Difference.Interval!.Lower.ShouldBe(0);
                verdict.Primary.Difference.Interval.Upper.ShouldBe(0);
            },
            iter: Iterations
        );

    [Fact]
    public void Swapping_the_sides_negates_every_difference_and_mirrors_its_interval() =>
        Samples.Sample(
            sample =>
            {
                var one = Gate.Judge(Policy, sample.Evidence()).Metrics;
                var other = Gate.Judge(Policy, sample.Swapped().Evidence()).Metrics;

                foreach (var (a, b) in one.Zip(other))
                {
                    Mirrored(a.Difference!.Value, b.Difference!.Value, a);
                    Mirrored(a.Difference.Interval?.Upper, b.Difference.Interval?.Lower, a);
                    Mirrored(a.Difference.Interval?.Lower, b.Difference.Interval?.Upper, a);
                }
            },
            iter: Iterations
        );

    [Fact]
    public void A_verdict_is_as_bad_as_its_worst_blocking_rule() =>
        Samples.Sample(
            sample =>
            {
                var verdict = Gate.Judge(Policy, sample.Evidence());

                verdict.Outcome.ShouldBe(verdict.Rules.Max(rule => rule.Outcome!.Value));
                if (verdict.Deciding is { } deciding)
                {
                    verdict.Headline.ShouldBe(deciding.Reason);
                }
            },
            iter: Iterations
        );

    [Theory]
    [InlineData(Outcome.Pass)]
    [InlineData(Outcome.Inconclusive, Outcome.Inconclusive, Outcome.Pass)]
    [InlineData(Outcome.NoData, Outcome.Inconclusive, Outcome.NoData, Outcome.Pass)]
    [InlineData(Outcome.Fail, Outcome.NoData, Outcome.Fail, Outcome.Inconclusive)]
    [InlineData(Outcome.Error, Outcome.Fail, Outcome.Error)]
    public void Error_is_worse_than_fail_than_no_data_than_inconclusive_than_pass(
        Outcome worst,
        params Outcome[] rules
    ) =>
        Gate.Worst([
                .. rules.Select(outcome => new RuleResult("", outcome, true, "")),
                new RuleResult("not applicable", null, true, ""),
                new RuleResult("shown only", Outcome.Error, false, ""),
            ])
            .ShouldBe(worst);

    [Fact]
    public void The_same_seed_gives_the_same_verdict() =>
        Samples.Sample(
            sample =>
                Gate.Judge(Policy, sample.Evidence()).Metrics.ShouldBe(Gate.Judge(Policy, sample.Evidence()).Metrics),
            iter: Iterations
        );

    [Fact]
    public void The_order_of_rows_changes_nothing_beyond_what_resamples_do()
    {
        var sample = Sample.Of(400, 1.2, 1.5);
        var reversed = new Sample(
            [.. sample.Labels.Reverse()],
            [.. sample.Champion.Reverse()],
            [.. sample.Challenger.Reverse()]
        );

        var one = Gate.Judge(Policy, sample.Evidence()).Metrics;
        var other = Gate.Judge(Policy, reversed.Evidence()).Metrics;

        foreach (var (a, b) in one.Zip(other))
        {
            var (first, second) = (a.Difference!, b.Difference!);
            second.Value!.Value.ShouldBe(first.Value!.Value, 1e-12);
            var noise = 0.15 * (first.Interval!.Upper!.Value - first.Interval.Lower!.Value);
            second.Interval!.Lower!.Value.ShouldBe(first.Interval.Lower.Value, noise);
            second.Interval.Upper!.Value.ShouldBe(first.Interval.Upper!.Value, noise);
        }
    }

    [Fact]
    public void With_shuffled_labels_no_model_passes()
    {
        var sample = Sample.Of(1000, 1.6, 1.6);
        var chance = new Pcg32(9);
        double[] labels = [.. sample.Labels.OrderBy(_ => chance.Next())];

        var verdict = Gate.Judge(Policy, Sample.Evidence(labels, sample.Champion, sample.Challenger));

        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Metrics[0].Challenger!.Value.ShouldBe(0.5, 0.06);
    }

    [Fact]
    public void A_metric_of_ones_own_is_in_the_table_with_its_interval_and_meets_conditions()
    {
        var sample = Sample.Of(300, 1.2, 1.6);
        ColumnAggregateParser.TryParse("sum(amount where tp)", out var aggregate, out _).ShouldBeTrue();
        var evidence = sample.Evidence() with
        {
            OwnMetrics = ImmutableSortedDictionary<string, ColumnAggregate>.Empty.Add("blocked_value", aggregate!),
            Numbers = ImmutableSortedDictionary<string, double[]>.Empty.Add(
                "amount",
                [.. sample.Labels.Select((_, i) => 1.0 + (i % 5))]
            ),
        };

        var verdict = Gate.Judge(new GatePolicy { Require = Sample.Conditions("blocked_value >= 10") }, evidence);

        verdict.Outcome.ShouldBe(Outcome.Pass);
        var row = verdict.Metrics.Single(m => m.Metric.Name == "blocked_value");
        row.Difference!.Interval!.Lower.ShouldNotBeNull();
        row.HigherIsBetter.ShouldBeTrue();
    }

    // Where a metric is undefined on one side, as F1 is that is asked of no positive, the difference is so both ways.
    private static void Mirrored(double? one, double? other, MetricComparison metric)
    {
        other.HasValue.ShouldBe(one.HasValue, metric.Title);
        (other ?? 0).ShouldBe(-(one ?? 0), 1e-9, metric.Title);
    }
}
