using System.Security.Cryptography;
using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Core.Serving;
using Assay.Tests.Models;
using Assay.Tests.Oracles;
using ChurnTraining.Onnx;

namespace Assay.Tests.Serving;

/// <summary>A folder that the model server serves from, gone after the test.</summary>
internal sealed class ServedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-served-");

    public ServedFolder(ServedModel model, string onnx)
    {
        File.Copy(onnx, Path.Combine(Root, model.File));
        Write(model with { Digest = Sha256Digest.FromHash(SHA256.HashData(File.ReadAllBytes(onnx))) });
    }

    public string Root => _folder.FullName;

    public void Write(ServedModel model) => File.WriteAllText(Path.Combine(Root, ServedModel.FileName), model.ToJson());

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Scikit-learn's tree of three irises: four numbers, one matrix.</summary>
    public static ServedFolder Iris() => new(IrisModel, IrisFile);

    /// <summary>One text and one whole number: 1 where <c>plan</c> is basic, plus a tenth of <c>age</c>.</summary>
    public static ServedFolder PlanAndAge()
    {
        using var model = SmallModel.PlanAndAge(OnnxType.Int64);
        return new ServedFolder(PlanAndAgeModel, model.FullPath);
    }

    public static string IrisFile { get; } = Path.Combine(OracleFolder.Root, "onnx", "decision_tree_classifier.onnx");

    public static ServedModel IrisModel { get; } =
        new()
        {
            Name = "iris",
            Version = "v1.0.0",
            Task = TaskKind.Multiclass,
            Run = RunId.Parse("0199a1b2c3d47e5f8a9b0c1d2e3f4a5b"),
            File = "model.onnx",
            Digest = Sha256Digest.FromHash(new byte[32]),
            Id = "flower",
            Columns =
            [
                new ServedColumn("sepal_length", ColumnType.Number, Missing: false, Least: 0, Greatest: 100),
                new ServedColumn("sepal_width", ColumnType.Number, Missing: false),
                new ServedColumn("petal_length", ColumnType.Number, Missing: false),
                new ServedColumn("petal_width", ColumnType.Number, Missing: true),
            ],
            Inputs = [new ServedInput("X", InputElement.Float, IsFlat: false, [0, 1, 2, 3])],
            Output = new ServedOutput("probabilities", OutputKind.Scores),
            Classes = ["setosa", "versicolor", "virginica"],
        };

    public static ServedModel PlanAndAgeModel { get; } =
        IrisModel with
        {
            Name = "plans",
            Task = TaskKind.Binary,
            Id = null,
            Columns =
            [
                new ServedColumn("plan", ColumnType.Text, Missing: true, ["basic", "gold"]),
                new ServedColumn("age", ColumnType.Integer, Missing: false, Least: 0, Greatest: 150),
            ],
            Inputs =
            [
                new ServedInput("plan", InputElement.String, IsFlat: false, [0]),
                new ServedInput("age", InputElement.Int64, IsFlat: false, [1]),
            ],
            Output = new ServedOutput("probability", OutputKind.Scores),
            Classes = ["stays", "leaves"],
            Positive = "leaves",
        };
}
