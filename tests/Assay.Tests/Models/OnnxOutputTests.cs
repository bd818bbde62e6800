using Assay.Core.Gates;
using Assay.Core.Tables;
using Assay.Models;
using Assay.Toolkit;
using ChurnTraining.Onnx;

namespace Assay.Tests.Models;

public sealed class OnnxOutputTests
{
    private static readonly TableColumn[] Two = [Column("a", 0.75, 0.5), Column("b", 0.25, 0.5)];
    private static readonly TableColumn[] Three = [.. Two, Column("c", 0, 0)];

    [Fact]
    public void The_second_of_two_scores_is_the_positive_class_s()
    {
        using var model = SmallModel.Scores(2);

        Columns(model, TaskKind.Binary, Two).ShouldBe([("score", 0.25)]);
    }

    [Fact]
    public void Classes_that_the_model_names_name_the_scores()
    {
        using var model = SmallModel.Scores(3, ("assay.classes", "rose, iris, lily"));

        Columns(model, TaskKind.Multiclass, Three)
            .ShouldBe([("score_rose", 0.75), ("score_iris", 0.25), ("score_lily", 0)]);
    }

    [Fact]
    public void Maps_name_the_scores_and_labels_beside_them_are_ignored()
    {
        using var model = SmallModel.Zipped("iris", "rose");

        Columns(model, TaskKind.Multiclass, Two).ShouldBe([("score_iris", 0.75), ("score_rose", 0.25)]);
        Columns(model, TaskKind.Binary, Two, "iris", "rose").ShouldBe([("score_iris", 0.75), ("score_rose", 0.25)]);
    }

    [Fact]
    public void Classes_that_nothing_names_are_the_labels_in_order_and_a_note_says_so()
    {
        using var model = SmallModel.Scores(3);

        var scores = Score(model, TaskKind.Multiclass, [.. Three.Select(c => Column(c.Name, 1, 2, 3))], "10", "9", "1");

        scores.Predictions.Columns.Names.ShouldBe(["score_1", "score_9", "score_10"]);
        scores.Notes.ShouldHaveSingleItem().ShouldContain("taken for the classes in order");
    }

    [Fact]
    public void Classes_that_cannot_be_told_are_refused()
    {
        using var model = SmallModel.Scores(3);

        Refused(model, TaskKind.Multiclass, Three, "rose", "iris")
            .ShouldBe(
                "model.onnx: the model gives 3 scores a row; the labels do not say which classes these are: name them in the model's metadata 'assay.classes'"
            );
    }

    [Theory]
    [InlineData(TaskKind.Binary, "a binary task has one, or one for each of two classes")]
    [InlineData(TaskKind.Regression, "a regression has one")]
    public void More_scores_than_the_task_has_are_refused(TaskKind task, string expectation)
    {
        using var model = SmallModel.Scores(3);

        Refused(model, task, Three).ShouldBe($"model.onnx: the model gives 3 scores a row; {expectation}");
    }

    [Fact]
    public void A_model_that_gives_labels_alone_is_judged_by_these()
    {
        using var model = SmallModel.Of(graph =>
        {
            graph.Input("x", OnnxType.Float, 2);
            graph.Add(new OnnxNode("ArgMax", ["x"], "label").With("axis", 1).With("keepdims", 0), "label");
            graph.Output("label", OnnxType.Int64, null);
        });

        Score(model, TaskKind.Binary, Two)
            .Predictions.Columns.Find("label")
            .ShouldBeOfType<TextColumn>()
            .Values.ShouldBe(["0", "0"]);
    }

    [Theory]
    [InlineData("probability")]
    [InlineData("Scores")]
    public void Of_several_outputs_of_floats_the_one_that_says_so_is_taken(string name)
    {
        using var model = TwoOutputs(name, "embedding");

        Columns(model, TaskKind.Regression, [Two[0]]).ShouldBe([("prediction", 0.75)]);
    }

    [Fact]
    public void Outputs_that_cannot_be_told_apart_are_refused_by_name()
    {
        using var model = TwoOutputs("left", "right");

        Refused(model, TaskKind.Regression, [Two[0]])
            .ShouldBe(
                "model.onnx: which of the model's outputs holds the scores cannot be told: 'left', 'right'; leave one output of floats, or call one 'probability' or 'score'"
            );
    }

    private static SmallModel TwoOutputs(string first, string second) =>
        SmallModel.Of(graph =>
        {
            graph.Input("x", OnnxType.Float);
            graph.Add(new OnnxNode("Identity", ["x"], first), first);
            graph.Add(new OnnxNode("Neg", ["x"], second), second);
            graph.Output(first, OnnxType.Float);
            graph.Output(second, OnnxType.Float);
        });

    private static NumberColumn Column(string name, params double[] values) => new(name, values);

    private static (string, double)[] Columns(
        SmallModel model,
        TaskKind task,
        TableColumn[] columns,
        params string[] labels
    ) =>
        [
            .. Score(model, task, columns, labels)
                .Predictions.Columns.Columns.Cast<NumberColumn>()
                .Select(c => (c.Name, c.Values[0])),
        ];

    private static string Refused(SmallModel model, TaskKind task, TableColumn[] columns, params string[] labels) =>
        Should.Throw<InputError>(() => Score(model, task, columns, labels)).Message;

    private static OnnxScores Score(SmallModel model, TaskKind task, TableColumn[] columns, params string[] labels)
    {
        using var onnx = OnnxModel.Open(model.FullPath, "model.onnx");
        return onnx.Score(OnnxRows.Of(columns, labels), task);
    }
}
