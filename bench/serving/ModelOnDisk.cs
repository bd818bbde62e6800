using System.Security.Cryptography;
using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Core.Serving;

namespace Assay.Bench.Serving;

/// <summary>Scikit-learn's tree of three irises as a folder that the server serves from.</summary>
internal sealed class ModelOnDisk : IDisposable
{
    private const string File = "model.onnx";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-bench-");

    public ModelOnDisk()
    {
        var onnx = Path.Combine(AppContext.BaseDirectory, File);
        System.IO.File.Copy(onnx, Path.Combine(Root, File));
        string[] columns = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
        var model = new ServedModel
        {
            Name = "iris",
            Version = "v1.0.0",
            Task = TaskKind.Multiclass,
            Run = RunId.Parse("0199a1b2c3d47e5f8a9b0c1d2e3f4a5b"),
            File = File,
            Digest = Sha256Digest.FromHash(SHA256.HashData(System.IO.File.ReadAllBytes(onnx))),
            Columns = [.. columns.Select(c => new ServedColumn(c, ColumnType.Number, Missing: false))],
            Inputs = [new ServedInput("X", InputElement.Float, IsFlat: false, [0, 1, 2, 3])],
            Output = new ServedOutput("probabilities", OutputKind.Scores),
            Classes = ["setosa", "versicolor", "virginica"],
        };
        System.IO.File.WriteAllText(Path.Combine(Root, ServedModel.FileName), model.ToJson());
    }

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
