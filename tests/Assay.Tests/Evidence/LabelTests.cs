using Assay.Core.Evidence;
using Assay.Core.Gates;
using static Assay.Tests.Evidence.Rows;

namespace Assay.Tests.Evidence;

public sealed class LabelTests
{
    [Theory]
    [InlineData("Yes", "No")]
    [InlineData("true", "false")]
    [InlineData("1", "0")]
    [InlineData("1.0", "0.0")]
    [InlineData("1", "-1")]
    [InlineData("T", "F")]
    public void The_positive_class_of_yes_and_no_needs_no_telling(string positive, string negative)
    {
        var joined = Joined(TaskKind.Binary, [negative, positive, negative]);

        joined.Challenger.Labels.ShouldBe([0, 1, 0]);
        joined.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_other_labels_the_last_in_order_is_positive_and_a_note_says_so()
    {
        var joined = Joined(TaskKind.Binary, ["good", "bad"]);

        joined.Challenger.Classes.ShouldBe(["bad", "good"]);
        joined.Notes.ShouldHaveSingleItem().ShouldStartWith("'good' is taken for the positive class");
    }

    [Fact]
    public void A_named_positive_class_is_taken()
    {
        var joined = Joined(TaskKind.Binary, ["good", "bad"], positive: "bad");

        joined.Challenger.Labels.ShouldBe([0, 1]);
        joined.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_named_positive_class_that_no_row_has_is_refused() =>
        Refused(TaskKind.Binary, ["good", "bad"], positive: "Bad")
            .ShouldBe(
                "the positive class 'Bad' is not in column 'churn' of data/holdout.csv, which holds 'bad', 'good'; set data.positive to one of them"
            );

    [Fact]
    public void Three_labels_are_not_binary() =>
        Refused(TaskKind.Binary, ["a", "b", "c"]).ShouldContain("holds 3 different labels ('a', 'b', 'c')");

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    public void A_single_class_tells_no_model_from_another(TaskKind task) =>
        Refused(task, ["No", "No"]).ShouldStartWith("all 2 rows of data/holdout.csv have 'churn' = 'No'");

    [Fact]
    public void A_target_that_is_not_a_number_is_no_regression() =>
        Refused(TaskKind.Regression, ["1.5", "n/a"])
            .ShouldBe(
                "column 'churn' of data/holdout.csv holds 'n/a' in row 2; a regression's target is a finite number in every row"
            );

    [Fact]
    public void Values_of_a_regression_are_kept_to_the_last_digit()
    {
        var joined = Joined(TaskKind.Regression, ["0.1", "-1e-300"]);

        joined.Challenger.Labels.ShouldBe([0.1, -1e-300]);
        joined.Challenger.Classes.ShouldBeEmpty();
    }

    [Fact]
    public void Ranking_has_no_gate_yet() =>
        Refused(TaskKind.Ranking, ["1", "0"]).ShouldContain("expected binary, multiclass or regression");

    private static JoinResult.Joined Joined(TaskKind task, string[] labels, string? positive = null) =>
        Join(task, labels, positive).ShouldBeOfType<JoinResult.Joined>();

    private static string Refused(TaskKind task, string[] labels, string? positive = null) =>
        Join(task, labels, positive).ShouldBeOfType<JoinResult.Refused>().Problems.ShouldHaveSingleItem();

    private static JoinResult Join(TaskKind task, string[] labels, string? positive) =>
        PredictionJoin.Join(
            task,
            Of(labels),
            Predicted(null, Numbers("score", [.. labels.Select((_, i) => 0.25 + (i * 0.125))])),
            positive: positive
        );
}
