using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Tests.Gates;

public sealed class OtherTaskTests
{
    private const int Rows = 300;

    [Fact]
    public void A_regression_is_compared_by_its_error_unless_told_otherwise()
    {
        var policy = Sample.NonInferior(0.1);

        var better = Gate.Judge(policy, Regression(champion: 2, challenger: 1));
        better.Outcome.ShouldBe(Outcome.Pass);
        better.Headline.ShouldMatch(@"^RMSE 0\.\d{2,3}, −\d\.\d+ against v1 \(90 % interval −\d\.\d+ to −\d\.\d+\)$");
        Gate.Judge(policy, Regression(champion: 1, challenger: 2)).Outcome.ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void Several_classes_are_compared_by_macro_F1_unless_told_otherwise()
    {
        var policy = Sample.NonInferior(0.01);

        var better = Gate.Judge(policy, Multiclass(champion: 0.3, challenger: 0.8));
        better.Outcome.ShouldBe(Outcome.Pass);
        better.Headline.ShouldStartWith("F1 macro 0.");
        better.Metrics.Select(m => m.Title).ShouldBe(["F1 macro", "accuracy", "log loss", "ROC-AUC"]);
        Gate.Judge(policy, Multiclass(champion: 0.8, challenger: 0.3)).Outcome.ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void A_class_without_rows_leaves_nothing_to_rank_by()
    {
        var evidence = Multiclass(0.3, 0.8);
        double[] labels = [.. evidence.Challenger.Labels.Select(label => label == 2 ? 1 : label)];
        LabelledScores Without(LabelledScores side) => new(side.Task, side.Classes, labels, side.Scores);

        var verdict = Gate.Judge(
            Sample.NonInferior(0.01) with
            {
                Primary = new("roc_auc", []),
            },
            evidence with
            {
                Challenger = Without(evidence.Challenger),
                Champion = Without(evidence.Champion!),
            }
        );

        verdict.Outcome.ShouldBe(Outcome.NoData);
        verdict.Headline.ShouldBe("1 of 3 classes has no row among 300: ROC-AUC needs rows of every class");
    }

    private static GateEvidence Regression(double champion, double challenger)
    {
        var chance = new Pcg32(4);
        double[] truth = [.. Enumerable.Range(0, Rows).Select(_ => 10 * chance.NextDouble())];
        LabelledScores Side(double error) =>
            new(TaskKind.Regression, [], truth, [.. truth.Select(y => y + (error * (chance.NextDouble() - 0.5)))]);

        return new GateEvidence
        {
            Champion = Side(champion),
            Challenger = Side(challenger),
            ChampionName = "v1",
        };
    }

    private static GateEvidence Multiclass(double champion, double challenger)
    {
        var chance = new Pcg32(4);
        double[] truth = [.. Enumerable.Range(0, Rows).Select(_ => (double)chance.Below(3))];
        LabelledScores Side(double skill) =>
            new(TaskKind.Multiclass, ["a", "b", "c"], truth, [.. truth.SelectMany(label => Shares((int)label, skill))]);

        double[] Shares(int label, double skill)
        {
            double[] raw = [.. Enumerable.Range(0, 3).Select(c => chance.NextDouble() + (c == label ? skill : 0))];
            return [.. raw.Select(r => r / raw.Sum())];
        }

        return new GateEvidence
        {
            Champion = Side(champion),
            Challenger = Side(challenger),
            ChampionName = "v1",
        };
    }
}
