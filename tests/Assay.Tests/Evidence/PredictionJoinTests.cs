using Assay.Core.Evidence;
using Assay.Core.Gates;
using static Assay.Tests.Evidence.Rows;

namespace Assay.Tests.Evidence;

public sealed class PredictionJoinTests
{
    private static readonly ValidationRows ThreeCustomers = Of(["Yes", "No", "No"], ["a", "b", "c"]);

    [Fact]
    public void Predictions_in_another_order_are_joined_by_id()
    {
        var joined = Joined(ThreeCustomers, Predicted(["c", "a", "b"], Numbers("score", 0.1, 0.9, 0.3)));

        joined.Challenger.Labels.ShouldBe([1, 0, 0]);
        joined.Challenger.Scores.ShouldBe([0.9, 0.3, 0.1]);
        joined.Challenger.Classes.ShouldBe(["No", "Yes"]);
        joined.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Predictions_for_other_ids_are_no_data()
    {
        var result = PredictionJoin.Join(
            TaskKind.Binary,
            ThreeCustomers,
            Predicted(["x", "y"], Numbers("score", 0.1, 0.9))
        );

        result
            .ShouldBeOfType<JoinResult.NoData>()
            .Reason.ShouldBe("0 of 2 ids of the predictions are in data/holdout.csv");
    }

    [Fact]
    public void Rows_without_a_prediction_are_counted_and_named() =>
        Refused(ThreeCustomers, Predicted(["a"], Numbers("score", 0.1)))
            .ShouldBe(
                "2 of 3 rows of data/holdout.csv have no prediction in out/predictions.csv: customer_id 'b', 'c'; write a prediction for every row"
            );

    [Fact]
    public void An_id_that_is_predicted_twice_is_named() =>
        Refused(ThreeCustomers, Predicted(["a", "b", "c", "b"], Numbers("score", 0.1, 0.2, 0.3, 0.4)))
            .ShouldBe("ids stand more than once in out/predictions.csv: 'b'; write one prediction an id");

    [Fact]
    public void Predictions_for_more_ids_than_the_data_has_are_ignored_with_a_note()
    {
        var joined = Joined(ThreeCustomers, Predicted(["a", "b", "c", "d"], Numbers("score", 0.1, 0.2, 0.3, 0.4)));

        joined.Challenger.Scores.ShouldBe([0.1, 0.2, 0.3]);
        joined.Notes.ShouldBe([
            "predictions of out/predictions.csv for ids that are not in data/holdout.csv are ignored: 1",
        ]);
    }

    [Fact]
    public void Predictions_without_the_id_column_are_refused_when_the_rows_have_one() =>
        Refused(ThreeCustomers, Predicted(null, Numbers("score", 0.1, 0.2, 0.3)))
            .ShouldContain("out/predictions.csv has no column 'customer_id' (it has 'score')");

    [Fact]
    public void Ids_written_as_numbers_on_one_side_and_with_zeros_on_the_other_are_the_same_ids()
    {
        var joined = Joined(Of(["1", "0"], ["007", "008"]), Predicted(["8.0", "7"], Numbers("score", 0.8, 0.7)));

        joined.Challenger.Scores.ShouldBe([0.7, 0.8]);
        joined.Notes.ShouldHaveSingleItem().ShouldContain("compared as numbers");
    }

    [Fact]
    public void Rows_without_ids_pair_by_order_when_the_counts_are_equal()
    {
        Joined(Of(["1", "0"]), Predicted(null, Numbers("score", 0.8, 0.7))).Challenger.Scores.ShouldBe([0.8, 0.7]);
        Refused(Of(["1", "0"]), Predicted(null, Numbers("score", 0.8)))
            .ShouldStartWith("out/predictions.csv has 1 rows and data/holdout.csv has 2");
    }

    [Fact]
    public void A_score_that_is_missing_is_refused_with_its_row() =>
        Refused(ThreeCustomers, Predicted(["a", "b", "c"], Numbers("score", 0.1, double.NaN, double.NaN)))
            .ShouldBe(
                "2 of 3 values in column 'score' of out/predictions.csv are missing or not finite, the first in row 2; a score is a number in every row"
            );

    [Fact]
    public void A_champion_is_joined_over_the_same_rows_and_classes()
    {
        var joined = PredictionJoin
            .Join(
                TaskKind.Binary,
                ThreeCustomers,
                Predicted(["c", "a", "b"], Numbers("score", 0.1, 0.9, 0.3)),
                Predicted(["b", "c", "a"], Numbers("score", 0.2, 0.3, 0.4))
            )
            .ShouldBeOfType<JoinResult.Joined>();

        joined.Champion!.Scores.ShouldBe([0.4, 0.2, 0.3]);
        joined.Champion.Classes.ShouldBe(joined.Challenger.Classes);
    }

    [Fact]
    public void A_champion_without_predictions_for_these_rows_is_no_data() =>
        PredictionJoin
            .Join(
                TaskKind.Binary,
                ThreeCustomers,
                Predicted(["a", "b", "c"], Numbers("score", 0.1, 0.9, 0.3)),
                Predicted(["x"], Numbers("score", 0.2))
            )
            .ShouldBeOfType<JoinResult.NoData>();

    private static JoinResult.Joined Joined(ValidationRows rows, Predictions predictions) =>
        PredictionJoin.Join(TaskKind.Binary, rows, predictions).ShouldBeOfType<JoinResult.Joined>();

    private static string Refused(ValidationRows rows, Predictions predictions) =>
        PredictionJoin
            .Join(TaskKind.Binary, rows, predictions)
            .ShouldBeOfType<JoinResult.Refused>()
            .Problems.ShouldHaveSingleItem();
}
