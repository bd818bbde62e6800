using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Data;
using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Examples;

public sealed class IrisScriptsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_predictions_of_the_training_can_be_judged_and_predict_py_makes_the_same_again()
    {
        await PythonAsync("train.py");
        var trained = File.ReadAllText(_folder.File("out/predictions.csv"));
        await PythonAsync("predict.py", "--in", "data/holdout.csv", "--out", "again.csv");

        File.ReadAllText(_folder.File("again.csv")).ShouldBe(trained);
        var joined = PredictionJoin
            .Join(
                TaskKind.Multiclass,
                ValidationData.Read(DataFile.In(_folder.Path, "data/holdout.csv"), "species", "flower"),
                PredictionsFile.Read(DataFile.In(_folder.Path, "out/predictions.csv"), "flower")
            )
            .ShouldBeOfType<JoinResult.Joined>();
        joined.Challenger.Classes.ShouldBe(["setosa", "versicolor", "virginica"]);
        joined.Notes.ShouldBeEmpty();
    }

    private async Task PythonAsync(params string[] arguments)
    {
        var python = await Python.WithScikitLearnAsync();
        var example = new DirectoryInfo(Clone.File("examples/iris-sklearn"));
        Directory.CreateDirectory(_folder.File("data"));
        foreach (var file in example.EnumerateFiles("*.*").Concat(example.EnumerateFiles("data/*.csv")))
        {
            file.CopyTo(_folder.File(Path.GetRelativePath(example.FullName, file.FullName)), overwrite: true);
        }

        var answer = await Cli.Wrap(python)
            .WithArguments(arguments)
            .WithWorkingDirectory(_folder.Path)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        answer.ExitCode.ShouldBe(0, answer.StandardError);
    }
}
