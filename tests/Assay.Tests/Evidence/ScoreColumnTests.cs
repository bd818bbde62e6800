using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Tables;
using static Assay.Tests.Evidence.Rows;

namespace Assay.Tests.Evidence;

public sealed class ScoreColumnTests
{
    private static readonly ValidationRows Flowers = Of(["rose", "lily", "rose", "iris"]);

    [Theory]
    [InlineData("score")]
    [InlineData("probability")]
    [InlineData("y_score")]
    [InlineData("score_Yes")]
    [InlineData("p_Yes")]
    [InlineData("Yes")]
    [InlineData("prediction")]
    [InlineData("whatever")]
    public void A_binary_score_is_found_by_its_name_or_because_it_is_alone(string name) =>
        Joined(TaskKind.Binary, Of(["Yes", "No"]), Numbers(name, 0.75, 0.25), Texts("comment", "a", "b"))
            .Challenger.Scores.ShouldBe([0.75, 0.25]);

    [Fact]
    public void A_probability_goes_before_a_predicted_label() =>
        Joined(TaskKind.Binary, Of(["1", "0"]), Numbers("prediction", 1, 0), Numbers("probability", 0.75, 0.25))
            .Challenger.Scores.ShouldBe([0.75, 0.25]);

    [Fact]
    public void Several_columns_that_could_be_the_score_are_refused() =>
        Refused(TaskKind.Binary, Of(["1", "0"]), Numbers("a", 1, 0), Numbers("b", 0.75, 0.25))
            .ShouldBe(
                "out/predictions.csv has 2 columns of numbers that could be the probability of '1' (its columns are 'a', 'b'); name that one 'score'"
            );

    [Fact]
    public void Predicted_labels_alone_are_taken_and_a_note_says_what_they_are_good_for()
    {
        var joined = Joined(TaskKind.Binary, Of(["Yes", "No"]), Texts("prediction", "No", "Yes"));

        joined.Challenger.Scores.ShouldBe([0, 1]);
        joined.Notes.ShouldHaveSingleItem().ShouldStartWith("out/predictions.csv holds labels, not probabilities");
    }

    [Fact]
    public void Scores_that_are_not_probabilities_are_taken_with_a_note() =>
        Joined(TaskKind.Binary, Of(["1", "0"]), Numbers("score", 3.5, -2))
            .Notes.ShouldHaveSingleItem()
            .ShouldStartWith("scores of out/predictions.csv lie between -2 and 3.5");

    [Fact]
    public void A_score_written_as_text_is_refused_with_the_value() =>
        Refused(TaskKind.Binary, Of(["1", "0"]), Texts("score", "0.5", "n/a"))
            .ShouldBe("column 'score' of out/predictions.csv holds 'n/a' in row 2; expected a number in every row");

    [Theory]
    [InlineData("score_")]
    [InlineData("p_")]
    [InlineData("")]
    public void Each_class_has_its_column(string prefix)
    {
        var joined = Joined(
            TaskKind.Multiclass,
            Flowers,
            Numbers(prefix + "rose", 0.5, 0.25, 1, 0),
            Numbers(prefix + "iris", 0.25, 0.25, 0, 1),
            Numbers(prefix + "lily", 0.25, 0.5, 0, 0)
        );

        joined.Challenger.Classes.ShouldBe(["iris", "lily", "rose"]);
        joined.Challenger.Scores[..6].ShouldBe([0.25, 0.25, 0.5, 0.25, 0.5, 0.25]);
        joined.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_class_that_only_the_model_knows_is_a_class()
    {
        var joined = Joined(
            TaskKind.Multiclass,
            Of(["0", "1"]),
            Numbers("score_0", 0.5, 0),
            Numbers("score_1", 0.25, 1),
            Numbers("score_2", 0.25, 0)
        );

        joined.Challenger.Classes.ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void A_class_without_a_column_is_refused_for_the_challenger() =>
        Refused(TaskKind.Multiclass, Flowers, Numbers("score_rose", 1, 0, 0, 1), Numbers("score_iris", 0, 1, 1, 0))
            .ShouldBe(
                "out/predictions.csv has no column of scores for 'lily', which 'churn' of data/holdout.csv holds (its columns are 'score_rose', 'score_iris'); write one column a class"
            );

    [Fact]
    public void A_class_that_the_champion_does_not_know_has_the_score_0_there()
    {
        var challenger = Predicted(
            null,
            Numbers("score_rose", 0.5, 0.25, 1, 0),
            Numbers("score_iris", 0.25, 0.25, 0, 1),
            Numbers("score_lily", 0.25, 0.5, 0, 0)
        );
        var champion = Predicted(null, Numbers("score_rose", 0.5, 0.5, 1, 0), Numbers("score_iris", 0.5, 0.5, 0, 1));

        var joined = PredictionJoin
            .Join(TaskKind.Multiclass, Flowers, challenger, champion)
            .ShouldBeOfType<JoinResult.Joined>();

        joined.Champion!.Scores[..3].ShouldBe([0.5, 0, 0.5]);
        joined.Notes.ShouldContain("out/predictions.csv does not know the class 'lily': its score is 0");
    }

    [Fact]
    public void Predicted_classes_alone_are_taken()
    {
        var joined = Joined(TaskKind.Multiclass, Flowers, Texts("prediction", "rose", "rose", "iris", "tulip"));

        joined.Challenger.Classes.ShouldBe(["iris", "lily", "rose", "tulip"]);
        joined.Challenger.Scores[..4].ShouldBe([0, 0, 1, 0]);
    }

    [Fact]
    public void Columns_that_fit_no_class_are_refused_with_an_example() =>
        Refused(TaskKind.Multiclass, Flowers, Numbers("a", 1, 1, 1, 1), Numbers("b", 0, 0, 0, 0))
            .ShouldContain("expected one a class, for example 'score_iris', 'score_lily', 'score_rose'");

    [Theory]
    [InlineData("prediction")]
    [InlineData("score")]
    [InlineData("euros")]
    public void A_predicted_value_is_found_by_its_name_or_because_it_is_alone(string name) =>
        Joined(TaskKind.Regression, Of(["1.5", "2"]), Numbers(name, 1.25, 2.5)).Challenger.Scores.ShouldBe([1.25, 2.5]);

    private static JoinResult.Joined Joined(TaskKind task, ValidationRows rows, params TableColumn[] columns) =>
        PredictionJoin.Join(task, rows, Predicted(null, columns)).ShouldBeOfType<JoinResult.Joined>();

    private static string Refused(TaskKind task, ValidationRows rows, params TableColumn[] columns) =>
        PredictionJoin
            .Join(task, rows, Predicted(null, columns))
            .ShouldBeOfType<JoinResult.Refused>()
            .Problems.ShouldHaveSingleItem();
}
