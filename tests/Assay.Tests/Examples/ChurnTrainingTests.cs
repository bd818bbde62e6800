using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Tables;
using Assay.Data;
using Assay.Models;
using Assay.Tests.Models;
using ChurnTraining;

namespace Assay.Tests.Examples;

public sealed class ChurnTrainingTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo", "churn");
    private static readonly ValidationRows Holdout = ValidationData.Read(
        DataFile.In(Folder, "data/holdout.csv"),
        "churn",
        "customer_id"
    );

    [Theory]
    [InlineData("first")]
    [InlineData("better")]
    [InlineData("worse")]
    public void ONNX_scored_here_answers_as_ML_NET_trained(string change)
    {
        var (model, trained) = Train(change);
        using var file = SmallModel.Of(model);
        using var onnx = OnnxModel.Open(file.FullPath, "out/model.onnx");

        var scores = onnx.Score(Holdout, TaskKind.Binary);

        scores.Notes.ShouldBeEmpty();
        scores
            .Predictions.Columns.Find("score")
            .ShouldBeOfType<NumberColumn>()
            .Values.ShouldBe(trained, tolerance: 1e-5);
    }

    [Fact]
    public void The_better_change_is_clearly_better_than_the_first_and_the_worse_one_clearly_worse()
    {
        var (first, better, worse) = (RocAuc("first"), RocAuc("better"), RocAuc("worse"));

        first.ShouldBeInRange(0.80, 0.82);
        better.ShouldBeGreaterThan(first + 0.03);
        worse.ShouldBeLessThan(better - 0.03);
    }

    [Fact]
    public void The_same_params_give_the_same_file() => Train("better").Model.ShouldBe(Train("better").Model);

    [Fact]
    public void The_loosened_gate_differs_from_the_first_one_in_its_margins_alone()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "story/first/assay.yml"));
        File.ReadAllText(Path.Combine(Folder, "story/first/assay.yml"))
            .ShouldStartWith(File.ReadAllText(Path.Combine(Folder, "assay.yml")));
        var loosened = File.ReadAllLines(Path.Combine(Folder, "story/loosened/assay.yml"));

        lines
            .Zip(loosened)
            .Where(p => p.First != p.Second)
            .Select(p => p.Second.Trim())
            .ShouldBe([
                "compare: { kind: non-inferior, margin: 0.05, confidence: 0.95 }",
                "- log_loss <= champion * 2",
            ]);
        loosened.Length.ShouldBe(lines.Length);
    }

    private static double RocAuc(string change) =>
        ChurnTraining.Figures.Of(Customers().Labels(), Train(change).Probabilities).RocAuc;

    private static (byte[] Model, double[] Probabilities) Train(string change)
    {
        var parameters = TrainingParams.Read(Path.Combine(Folder, "story", change, "params.yaml"));
        var training = ChurnTraining.Customers.Read(Path.Combine(Folder, "data/train.csv"));
        var encoder = FeatureEncoder.Fit(training, parameters.Features);
        var rows = encoder.Encode(training);
        IChurnModel model =
            parameters.Algorithm == "logistic"
                ? LogisticModel.Train(encoder, rows, training.Labels(), parameters)
                : BoostedTreesModel.Train(rows, training.Labels(), parameters);
        return (ModelFile.Write(encoder, model), model.Predict(encoder.Encode(Customers())));
    }

    private static Customers Customers() => ChurnTraining.Customers.Read(Path.Combine(Folder, "data/holdout.csv"));
}
