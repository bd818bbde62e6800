using Assay.Core.Gates;

namespace Assay.Tests.Gates;

public sealed class EvidenceTests
{
    private static readonly Sample Rows = Sample.Of(200);
    private static readonly GatePolicy Policy = Sample.NonInferior(0.01, "roc_auc >= 0.6", "latency_p99 <= 20ms");

    [Fact]
    public void No_rows_are_no_data()
    {
        var verdict = Gate.Judge(Sample.NonInferior(0.01, "roc_auc >= 0.6"), Sample.Evidence([], [], []));

        verdict.Outcome.ShouldBe(Outcome.NoData);
        verdict.Headline.ShouldBe(
            "0 rows of validation data have scores: check that the predictions are of the validation data"
        );
        verdict.Rules.ShouldAllBe(rule => rule.Outcome == Outcome.NoData);
    }

    [Fact]
    public void Scores_that_are_all_NaN_are_an_error_that_names_the_side()
    {
        double[] nothing = [.. Rows.Labels.Select(_ => double.NaN)];

        var verdict = Gate.Judge(Policy, Sample.Evidence(Rows.Labels, Rows.Champion, nothing));

        verdict.Outcome.ShouldBe(Outcome.Error);
        verdict.Headline.ShouldBe(
            "all 200 scores of the challenger are not a number (NaN or infinite): the model or what scores it is broken"
        );
    }

    [Fact]
    public void Some_NaN_scores_are_an_error_that_counts_them()
    {
        double[] some = [double.NaN, double.PositiveInfinity, .. Rows.Champion.Skip(2)];

        var verdict = Gate.Judge(Policy, Sample.Evidence(Rows.Labels, some, Rows.Challenger));

        verdict.Outcome.ShouldBe(Outcome.Error);
        verdict.Headline.ShouldStartWith("2 of 200 scores of the champion are not a number (NaN or infinite): ");
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(double.NaN)]
    public void Labels_that_are_none_of_the_task_are_an_error(double wrong)
    {
        double[] labels = [wrong, .. Rows.Labels.Skip(1)];

        Gate.Judge(
                Policy,
                Sample.Of(200).Evidence() with
                {
                    Challenger = new(TaskKind.Binary, ["0", "1"], labels, Rows.Challenger),
                    Champion = null,
                }
            )
            .Headline.ShouldBe("1 of 200 labels of the validation data are not 0 or 1: mend or drop these rows");
    }

    [Theory]
    [InlineData(0, "all 200 labels are 0: ROC-AUC needs both classes")]
    [InlineData(1, "all 200 labels are 1: ROC-AUC needs both classes")]
    public void Labels_of_a_single_class_are_no_data_for_a_ranking(double label, string headline)
    {
        double[] labels = [.. Rows.Labels.Select(_ => label)];

        var verdict = Gate.Judge(
            Sample.NonInferior(0.01, "roc_auc >= 0.6"),
            Sample.Evidence(labels, Rows.Champion, Rows.Challenger)
        );

        verdict.Outcome.ShouldBe(Outcome.NoData);
        verdict.Headline.ShouldBe(headline);
    }

    [Fact]
    public void What_gathering_found_wrong_is_the_headline()
    {
        var problem = new EvidenceProblem(
            Outcome.NoData,
            "0 of 200 ids of the predictions are in data/holdout.parquet"
        );

        var verdict = Gate.Judge(Sample.NonInferior(0.01), Sample.Evidence([], [], []) with { Problem = problem });

        verdict.Outcome.ShouldBe(Outcome.NoData);
        verdict.Headline.ShouldBe(problem.Sentence);
    }

    [Fact]
    public void Figures_are_judged_though_scores_cannot_be()
    {
        var verdict = Gate.Judge(Policy, Sample.Evidence([], [], []));

        verdict.Outcome.ShouldBe(Outcome.Fail);
        verdict.Headline.ShouldStartWith("the challenger has no value of latency_p99");
    }

    [Fact]
    public void Sides_that_are_not_about_the_same_rows_are_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentException>(() =>
            Gate.Judge(
                Policy,
                Rows.Evidence() with
                {
                    Champion = new(TaskKind.Binary, ["0", "1"], [.. Rows.Labels.Reverse()], Rows.Champion),
                }
            )
        );

    [Theory]
    [InlineData(
        true,
        Outcome.NoData,
        "precision of the champion is undefined: it needs at least one row predicted positive"
    )]
    [InlineData(
        false,
        Outcome.Fail,
        "precision of the challenger is undefined: it needs at least one row predicted positive"
    )]
    public void A_side_without_a_value_is_named_and_only_the_challengers_lack_fails(
        bool champion,
        Outcome outcome,
        string headline
    )
    {
        double[] none = [.. Rows.Labels.Select((_, i) => i / 1000.0)];
        var policy = Sample.NonInferior(0.01) with { Primary = new("precision", []) };

        var verdict = Gate.Judge(
            policy,
            Sample.Evidence(Rows.Labels, champion ? none : Rows.Champion, champion ? Rows.Challenger : none)
        );

        verdict.Outcome.ShouldBe(outcome);
        verdict.Headline.ShouldBe(headline);
    }

    [Fact]
    public void A_task_without_metrics_is_an_error_that_says_what_can_be_done()
    {
        var evidence = new GateEvidence { Challenger = new(TaskKind.Ranking, [], [1, 2], [0.1, 0.2]) };

        Gate.Judge(Sample.NonInferior(0), evidence)
            .Headline.ShouldBe(
                "no metric of ranking tasks is computed yet, so 'ndcg' cannot be: log it as a metric of the run and name it under 'require'"
            );
    }

    [Fact]
    public void Scores_that_are_no_probabilities_can_be_ranked_and_nothing_else()
    {
        double[] logits = [.. Rows.Challenger.Select(p => Math.Log(p / (1 - p)))];

        var verdict = Gate.Judge(
            new GatePolicy { Require = Sample.Conditions("roc_auc >= 0.6", "log_loss <= 1", "f1 >= 0") },
            Sample.Evidence(Rows.Labels, Rows.Champion, logits)
        );

        verdict.Rules[0].Outcome.ShouldBe(Outcome.Pass);
        verdict
            .Rules[1]
            .Reason.ShouldBe(
                "log loss of the challenger is undefined: it needs scores that are probabilities, from 0 to 1"
            );
        verdict
            .Rules[2]
            .Reason.ShouldBe("F1 of the challenger is undefined: it needs scores that are probabilities, from 0 to 1");
    }
}
