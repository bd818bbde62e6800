using Assay.Core.Drift;
using Assay.Core.Gates;

namespace Assay.Tests.Drift;

public sealed class PredictionProfileTests
{
    [Theory]
    [InlineData(TaskKind.Binary, new[] { 0.2, 0.7 }, new[] { "score" })]
    [InlineData(TaskKind.Regression, new[] { 20.0, 70 }, new[] { "prediction" })]
    [InlineData(TaskKind.Multiclass, new[] { 0.2, 0.8, 0.7, 0.3 }, new[] { "score_no", "score_yes" })]
    public void Scores_are_numbers_under_the_names_of_a_predictions_file(TaskKind task, double[] scores, string[] names)
    {
        var columns = PredictionProfile.Of(new LabelledScores(task, ["no", "yes"], [0, 1], scores), 1);

        columns.OfType<NumberProfile>().Select(c => c.Name).ShouldBe(names);
        columns.ShouldAllBe(c => c.Count == 2);
    }

    [Theory]
    [InlineData(TaskKind.Binary, new[] { 0.5, 0.49, 0.9, double.NaN }, 2, 1)]
    [InlineData(TaskKind.Multiclass, new[] { 0.2, 0.8, 0.7, 0.3, 0.5, 0.5, double.NaN, 1 }, 1, 2)]
    public void The_class_that_scores_speak_for_is_told_beside_them_as_the_server_tells_it(
        TaskKind task,
        double[] scores,
        int yes,
        int no
    )
    {
        var columns = PredictionProfile.Of(new LabelledScores(task, ["no", "yes"], [0, 1, 0, 1], scores), 1);

        var label = columns[^1].ShouldBeOfType<CategoryProfile>();
        (label.Name, label["yes"], label["no"], label.Missing).ShouldBe(("label", yes, no, 1));
    }

    [Theory]
    [InlineData(TaskKind.Binary, new[] { 0.0, 1, 1 })]
    [InlineData(TaskKind.Multiclass, new[] { 1.0, 0, 0, 1, 0, 1 })]
    public void Labels_are_a_category(TaskKind task, double[] scores)
    {
        var columns = PredictionProfile.Of(new LabelledScores(task, ["no", "yes"], [0, 1, 0], scores), 1);

        var label = columns.ShouldHaveSingleItem().ShouldBeOfType<CategoryProfile>();
        label.Name.ShouldBe("label");
        label.Counts.Select(c => (c.Key, c.Value)).ShouldBe([("yes", 2), ("no", 1)]);
    }
}
