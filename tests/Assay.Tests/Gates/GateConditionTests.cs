using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Tests.Gates;

public sealed class GateConditionTests
{
    // Two of three positives and one of two negatives score at least 0.5; five of six pairs are in order.
    private static readonly double[] Labels = [1, 1, 1, 0, 0];
    private static readonly double[] Scores = [0.9, 0.7, 0.2, 0.6, 0.1];

    [Theory]
    [InlineData("accuracy >= 0.6", "accuracy 0.600 ≥ 0.6")]
    [InlineData("precision > 0.6", "precision 0.667 > 0.6")]
    [InlineData("recall@threshold=0.15 == 1", "recall 1.000 at threshold 0.15 = 1")]
    [InlineData("latency_p99 <= 20ms", "latency p99 1.1 ms ≤ 20 ms")]
    [InlineData("model_size <= 50MB", "model size 1.4 MB ≤ 50 MB")]
    public void A_condition_that_holds_is_stated_with_both_numbers(string written, string reason)
    {
        var rule = Judge(written).Rules.ShouldHaveSingleItem();

        rule.Outcome.ShouldBe(Outcome.Pass);
        rule.Reason.ShouldBe(reason);
        rule.Rule.ShouldBe(written);
    }

    [Theory]
    [InlineData("recall@precision=0.9 >= 0.7", "recall 0.667 at precision 0.9, must be ≥ 0.7 (n 5)")]
    [InlineData("latency_p99 <= 1ms", "latency p99 1.1 ms, must be ≤ 1 ms")]
    [InlineData("accuracy > 0.6", "accuracy 0.600, must be > 0.6 (n 5)")]
    public void A_condition_that_does_not_hold_fails_and_is_the_headline(string written, string reason)
    {
        var verdict = Judge(written);

        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Headline.ShouldBe(reason);
    }

    [Theory]
    [InlineData(
        "cost <= 3",
        "the challenger has no value of cost: log it as a metric of the run, or measure it (must be ≤ 3)"
    )]
    [InlineData(
        "broken <= 3",
        "the challenger has no value of broken: log it as a metric of the run, or measure it (must be ≤ 3)"
    )]
    [InlineData(
        "precision@threshold=0.95 >= 0",
        "precision at threshold 0.95 of the challenger is undefined: it needs at least one row predicted positive"
    )]
    public void A_metric_that_is_missing_or_not_a_number_satisfies_nothing(string written, string reason)
    {
        var verdict = Judge(written);

        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Headline.ShouldBe(reason);
    }

    [Fact]
    public void A_condition_may_stand_relative_to_the_champion()
    {
        double[] champion = [0.9, 0.7, 0.6, 0.4, 0.1];
        var policy = new GatePolicy
        {
            Require = Sample.Conditions("accuracy >= champion - 0.1", "f1 >= champion * 0.5"),
        };

        var rules = Gate.Judge(policy, Sample.Evidence(Labels, champion, Scores)).Rules;

        rules[0].Outcome.ShouldBe(Outcome.Fail);
        rules[0].Reason.ShouldBe("accuracy 0.600, must be ≥ 0.900 (champion − 0.1; n 5)");
        rules[0].Limit.ShouldBe(0.9);
        rules[1].Reason.ShouldBe("F1 0.667 ≥ 0.500 (champion × 0.5)");
    }

    [Fact]
    public void Without_a_champion_a_condition_that_names_it_is_not_applicable_and_the_others_count()
    {
        var policy = new GatePolicy
        {
            Compare = new ComparisonRule(),
            Require = Sample.Conditions("log_loss <= champion * 1.02", "roc_auc >= 0.6"),
        };

        var verdict = Gate.Judge(policy, FirstModel());

        verdict.Outcome.ShouldBe(Outcome.Pass);
        verdict.Headline.ShouldBe("the first model; ROC-AUC 0.833 ≥ 0.6 (nothing in prod to compare with)");
        verdict.Rules.Select(r => r.Outcome).ShouldBe([Outcome.Pass, null, Outcome.Pass]);
        verdict.Rules[1].Reason.ShouldBe("not applicable: there is no champion yet");
        verdict.Primary.ShouldBeNull();
        verdict.Metrics.ShouldAllBe(m => m.Difference == null);
    }

    [Fact]
    public void The_first_model_gets_the_outcome_that_the_policy_names_for_it()
    {
        var policy = new GatePolicy { Compare = new ComparisonRule(), First = Outcome.Inconclusive };

        var verdict = Gate.Judge(policy, FirstModel());

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Headline.ShouldBe("the first model: nothing in prod to compare with");
    }

    [Fact]
    public void Numbers_that_differ_from_their_limit_are_not_written_alike()
    {
        var figures = ImmutableSortedDictionary<string, double>.Empty.Add("gain", 0.79996);
        var policy = new GatePolicy { Require = Sample.Conditions("gain >= 0.8") };

        Gate.Judge(policy, FirstModel() with { ChallengerFigures = figures })
            .Headline.ShouldBe("gain 0.79996, must be ≥ 0.8");
    }

    private static GateEvidence FirstModel() =>
        new()
        {
            Challenger = new LabelledScores(TaskKind.Binary, ["0", "1"], Labels, Scores),
            ChallengerFigures = ImmutableSortedDictionary<string, double>
                .Empty.Add("latency_p99", 0.0011)
                .Add("model_size", 1.44e6)
                .Add("broken", double.NaN),
        };

    private static Verdict Judge(params string[] require) =>
        Gate.Judge(new GatePolicy { Require = Sample.Conditions(require) }, FirstModel());
}
