using Assay.Core.Gates;
using Assay.Core.Tables;
using Assay.Models;
using Assay.Toolkit;
using ChurnTraining.Onnx;

namespace Assay.Tests.Models;

public sealed class OnnxInputTests
{
    private static readonly TableColumn A = new NumberColumn("a", [0.25, 0.5]);
    private static readonly TableColumn B = new NumberColumn("b", [0.75, 1]);
    private static readonly TableColumn Plan = new TextColumn("plan", ["basic", null]);
    private static readonly TableColumn Age = new NumberColumn("age", [40, 50]);

    [Fact]
    public void A_matrix_takes_all_columns_in_file_order()
    {
        using var model = SmallModel.MeanOfMatrix(2);

        Scores(model, A, B).ShouldBe([0.5, 0.75]);
    }

    [Theory]
    [InlineData("b,b")]
    [InlineData("[\"b\", \"b\"]")]
    public void A_matrix_takes_the_columns_that_its_metadata_names(string features)
    {
        using var model = SmallModel.MeanOfMatrix(2, ("assay.features", features));

        Scores(model, A, B).ShouldBe([0.75, 1]);
    }

    [Fact]
    public void A_matrix_of_true_and_false_takes_one_and_zero()
    {
        using var model = SmallModel.MeanOfMatrix(2);

        Scores(model, new TextColumn("t", ["True", "false"]), B).ShouldBe([0.875, 0.5]);
    }

    [Fact]
    public void A_matrix_of_another_width_is_refused_with_both_lists()
    {
        using var model = SmallModel.MeanOfMatrix(3);

        Refused(model, A, B)
            .ShouldBe(
                "model.onnx: input 'x' takes 3 columns and the data have 2: 'a', 'b'; name the 3 in order in the model's metadata 'assay.features'"
            );
    }

    [Fact]
    public void A_column_that_the_metadata_names_and_the_data_lack_is_refused_with_its_neighbour()
    {
        using var model = SmallModel.MeanOfMatrix(2, ("assay.features", "a,bb"));

        Refused(model, A, B)
            .ShouldBe("model.onnx: the model wants a column 'bb', and the data have 'a', 'b'. Did you mean 'b'?");
    }

    [Fact]
    public void Text_in_a_matrix_is_refused_with_its_row()
    {
        using var model = SmallModel.MeanOfMatrix(2);

        Refused(model, A, new TextColumn("b", ["1", "n/a"]))
            .ShouldBe("model.onnx: column 'b' holds '1' in row 1; the model wants a number");
    }

    [Fact]
    public void Each_input_takes_the_column_of_its_name_whatever_else_there_is()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Float);

        Scores(model, B, Age, Plan, A).ShouldBe([5, 5], tolerance: 1e-6);
    }

    [Fact]
    public void Missing_numbers_are_NaN_and_missing_text_is_empty()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Float);

        Scores(model, Plan, new NumberColumn("age", [double.NaN, 10])).ShouldBe([double.NaN, 1]);
    }

    [Fact]
    public void Every_column_that_is_missing_is_named()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Float);

        Refused(model, new TextColumn("plans", ["basic", "basic"]))
            .ShouldBe(
                "model.onnx: the model wants a column 'plan', and the data have 'plans'. Did you mean 'plans'?\n"
                    + "model.onnx: the model wants a column 'age', and the data have 'plans'."
            );
    }

    [Fact]
    public void An_integer_input_takes_whole_numbers_only()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Int64);

        Scores(model, Plan, Age).ShouldBe([5, 5], tolerance: 1e-6);
        Refused(model, Plan, new NumberColumn("age", [40, 0.5]))
            .ShouldBe("model.onnx: column 'age' holds '0.5' in row 2; the model wants an integer");
        Refused(model, Plan, new NumberColumn("age", [40, double.NaN]))
            .ShouldBe("model.onnx: column 'age' has no value in row 2; the model wants an integer in every row");
    }

    [Fact]
    public void A_signature_may_forbid_missing_values()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Float, """{"inputs":[{"name":"plan","missing":false}]}""");

        Refused(model, Plan, Age)
            .ShouldBe("model.onnx: column 'plan' has no value in row 2; the model wants text in every row");
    }

    [Fact]
    public void A_category_that_the_signature_does_not_list_is_passed_on_and_counted()
    {
        using var model = SmallModel.PlanAndAge(
            OnnxType.Float,
            """{"inputs":[{"name":"plan","categories":["basic","plus"]}]}"""
        );

        var scores = Score(model, new TextColumn("plan", ["gold", "basic"]), Age);

        scores.Notes.ShouldBe(["model.onnx does not know the category in column 'plan' of 1 rows"]);
        Values(scores).ShouldBe([4, 6], tolerance: 1e-6);
    }

    [Fact]
    public void A_signature_that_is_no_JSON_is_refused()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Float, "{inputs");

        Refused(model, Plan, Age).ShouldStartWith("model.onnx: the model's metadata 'assay.signature' is not the JSON");
    }

    [Fact]
    public void More_rows_than_a_batch_are_scored_in_order()
    {
        using var model = SmallModel.MeanOfMatrix(1);
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];

        Scores(model, new NumberColumn("a", values)).ShouldBe(values);
    }

    [Fact]
    public void The_median_latency_is_at_most_the_99th_percentile()
    {
        using var model = SmallModel.MeanOfMatrix(2);
        using var onnx = OnnxModel.Open(model.FullPath, "model.onnx");

        var latency = onnx.MeasureLatency(OnnxRows.Of([A, B]), TimeProvider.System);

        latency.P50.ShouldBeGreaterThan(0);
        latency.P99.ShouldBeGreaterThanOrEqualTo(latency.P50);
    }

    private static string Refused(SmallModel model, params TableColumn[] columns) =>
        Should.Throw<InputError>(() => Score(model, columns)).Message;

    private static double[] Scores(SmallModel model, params TableColumn[] columns) => Values(Score(model, columns));

    private static double[] Values(OnnxScores scores) =>
        scores.Predictions.Columns.Find("prediction").ShouldBeOfType<NumberColumn>().Values;

    private static OnnxScores Score(SmallModel model, params TableColumn[] columns)
    {
        using var onnx = OnnxModel.Open(model.FullPath, "model.onnx");
        return onnx.Score(OnnxRows.Of(columns), TaskKind.Regression);
    }
}
