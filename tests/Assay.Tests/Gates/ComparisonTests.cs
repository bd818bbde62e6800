using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Tests.Gates;

public sealed class ComparisonTests
{
    private static readonly Sample Better = Sample.Of(800, champion: 1.2, challenger: 1.6, seed: 7);
    private static readonly Sample Alike = Sample.Of(600, seed: 8);

    [Fact]
    public void A_better_challenger_passes_and_the_headline_has_the_number_that_decided()
    {
        var verdict = Gate.Judge(Sample.NonInferior(0.01), Better.Evidence());

        verdict.Outcome.ShouldBe(Outcome.Pass);
        verdict.Headline.ShouldMatch(
            @"^ROC-AUC 0\.\d{3}, \+0\.\d{3} over v1\.3\.0 in prod \(90 % interval \+0\.\d{3} to \+0\.\d{3}\)$"
        );
        verdict.Deciding.ShouldBeNull();
    }

    [Fact]
    public void A_worse_challenger_fails_and_the_headline_says_by_how_much()
    {
        var verdict = Gate.Judge(Sample.NonInferior(0.01), Better.Swapped().Evidence());

        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Headline.ShouldMatch(
            @"^ROC-AUC 0\.\d{3}, −0\.\d{3} against v1\.3\.0 in prod \(90 % interval −0\.\d{3} to −0\.\d{3}\): worse by more than 0\.01$"
        );
        verdict.Deciding!.Metric!.Name.ShouldBe("roc_auc");
    }

    [Fact]
    public void Too_few_rows_are_inconclusive_and_the_headline_says_how_many_more_would_settle_it()
    {
        var verdict = Gate.Judge(Sample.NonInferior(0.01), Alike.Swapped().Evidence());

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Headline.ShouldMatch(
            @"; about [\d,]+ more rows would settle a margin of 0\.01 \(no true difference, 80 % power\)$"
        );
        var interval = verdict.Primary!.Difference!.Interval!;
        var error = (interval.Upper!.Value - interval.Lower!.Value) / 2 / 1.6448536269514722;
        var all = 600 * Math.Pow((1.6448536269514722 + 0.8416212335729143) * error / 0.01, 2);
        verdict.RowsToSettle!.AdditionalRows.ShouldBe((long)Math.Ceiling(all) - 600);
        verdict.RowsToSettle.TrueDifference.ShouldBe(0);
    }

    [Fact]
    public void The_printed_interval_is_the_one_that_decides_two_sided_at_twice_the_confidence_less_one()
    {
        var evidence = Better.Evidence();
        var verdict = Gate.Judge(Sample.NonInferior(0.01), evidence);

        var expected = DeLong.Of(Better.Labels, Better.Champion, Better.Challenger)!.DifferenceInterval(0.9)!.Value;
        var interval = verdict.Primary!.Difference!.Interval!;
        interval.Level.ShouldBe(0.9);
        interval.Method.ShouldBe("DeLong");
        interval.Lower!.Value.ShouldBe(expected.Lower, 1e-12);
        interval.Upper!.Value.ShouldBe(expected.Upper, 1e-12);
    }

    [Theory]
    [InlineData(ComparisonKind.NonInferior, Outcome.Pass)]
    [InlineData(ComparisonKind.Equivalent, Outcome.Pass)]
    [InlineData(ComparisonKind.Superior, Outcome.Fail)]
    public void Identical_predictions_have_difference_0_whatever_the_margin(ComparisonKind kind, Outcome outcome)
    {
        var policy = new GatePolicy { Compare = new ComparisonRule(kind) };
        var verdict = Gate.Judge(policy, Sample.Evidence(Better.Labels, Better.Champion, Better.Champion));

        verdict.Outcome.ShouldBe(outcome);
        verdict.Headline.ShouldStartWith("identical predictions to v1.3.0 in prod, ROC-AUC 0.");
        verdict.Metrics.ShouldAllBe(m =>
            m.Difference!.Value == 0 && m.Difference.Interval!.Lower == 0 && m.Difference.Interval.Upper == 0
        );
        verdict.RowsToSettle.ShouldBeNull();
    }

    [Fact]
    public void A_challenger_that_ranks_every_row_alike_has_the_same_area_however_its_scores_are_stretched()
    {
        double[] stretched = [.. Better.Champion.Select(s => s * s)];
        var verdict = Gate.Judge(Sample.NonInferior(0), Sample.Evidence(Better.Labels, Better.Champion, stretched));

        verdict.Outcome.ShouldBe(Outcome.Pass);
        verdict.Headline.ShouldStartWith("same ranking as v1.3.0 in prod, ROC-AUC 0.");
    }

    [Theory]
    [InlineData(4, Outcome.Inconclusive)]
    [InlineData(2000, Outcome.Pass)]
    public void Two_perfect_models_that_differ_within_classes_pass_only_with_rows_enough(int rows, Outcome outcome)
    {
        double[] labels = [.. Enumerable.Range(0, rows).Select(i => i < rows / 2 ? 0.0 : 1)];
        double[] champion = [.. Enumerable.Range(0, rows).Select(i => (double)i / rows)];
        double[] challenger = [.. champion.Take(rows / 2).Reverse(), .. champion.Skip(rows / 2)];

        var verdict = Gate.Judge(Sample.NonInferior(0.01), Sample.Evidence(labels, champion, challenger));

        verdict.Outcome.ShouldBe(outcome);
        verdict.Primary!.Difference!.Value.ShouldBe(0);
        verdict.Primary.Difference.Interval!.Lower!.Value.ShouldBe(Math.Pow(0.05, 2.0 / rows) - 1, 1e-12);
    }

    [Fact]
    public void Superior_passes_only_a_gain_beyond_the_margin()
    {
        Judge(ComparisonKind.Superior, 0, Better).ShouldBe(Outcome.Pass);
        Judge(ComparisonKind.Superior, 0.2, Better).ShouldBe(Outcome.Fail);
        Judge(ComparisonKind.Superior, 0, Better.Swapped()).ShouldBe(Outcome.Fail);
        Judge(ComparisonKind.Superior, 0, Alike).ShouldBe(Outcome.Inconclusive);
    }

    [Fact]
    public void Equivalent_passes_neither_a_loss_nor_a_gain_beyond_the_margin()
    {
        Judge(ComparisonKind.Equivalent, 0.1, Better).ShouldBe(Outcome.Pass);
        Judge(ComparisonKind.Equivalent, 0.005, Better).ShouldBe(Outcome.Fail);
        Judge(ComparisonKind.Equivalent, 0.005, Better.Swapped()).ShouldBe(Outcome.Fail);
        Judge(ComparisonKind.Equivalent, 0.005, Alike).ShouldBe(Outcome.Inconclusive);
    }

    [Fact]
    public void For_a_loss_the_margin_is_what_it_may_rise()
    {
        var policy = Sample.NonInferior(0.005) with { Primary = new MetricReference("log_loss", []) };

        Gate.Judge(policy, Better.Evidence()).Outcome.ShouldBe(Outcome.Pass);
        var worse = Gate.Judge(policy, Better.Swapped().Evidence());
        worse.Outcome.ShouldBe(Outcome.Fail);
        worse.Headline.ShouldMatch(@"^log loss 0\.\d{3}, \+0\.\d{3} against .*: worse by more than 0\.005$");
        worse.Primary!.Difference!.Interval!.Method.ShouldBe("paired bootstrap, 2,000 resamples");
    }

    [Fact]
    public void A_gain_asked_for_is_settled_by_rows_that_show_the_difference_seen()
    {
        var settling = Gate.Judge(
            new GatePolicy { Compare = new ComparisonRule(ComparisonKind.Superior) },
            Sample.Of(200, champion: 1.3, challenger: 1.4, seed: 3).Evidence()
        ).RowsToSettle;

        settling.ShouldNotBeNull();
        settling.Observed.ShouldBeTrue();
        settling.AdditionalRows.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void DeLong_is_refused_for_another_metric_than_the_area()
    {
        var policy = new GatePolicy
        {
            Primary = new MetricReference("log_loss", []),
            Compare = new ComparisonRule(Margin: 0.01, Test: ComparisonTest.Delong),
        };

        var verdict = Gate.Judge(policy, Better.Evidence());

        verdict.Outcome.ShouldBe(Outcome.Error);
        verdict.Headline.ShouldBe(
            "DeLong's test is for ROC-AUC of a binary task, not for log loss: use 'test: bootstrap' or 'auto'"
        );
    }

    [Fact]
    public void The_bootstrap_agrees_with_DeLong_where_both_can_be_had()
    {
        var policy = new GatePolicy { Compare = new ComparisonRule(Margin: 0.01, Test: ComparisonTest.Bootstrap) };

        var bootstrap = Gate.Judge(policy, Better.Evidence()).Primary!.Difference!.Interval!;
        var deLong = DeLong.Of(Better.Labels, Better.Champion, Better.Challenger)!.DifferenceInterval(0.9)!.Value;

        bootstrap.Lower!.Value.ShouldBe(deLong.Lower, 0.002);
        bootstrap.Upper!.Value.ShouldBe(deLong.Upper, 0.002);
    }

    private static Outcome Judge(ComparisonKind kind, double margin, Sample sample) =>
        Gate.Judge(new GatePolicy { Compare = new ComparisonRule(kind, margin) }, sample.Evidence()).Outcome;
}
