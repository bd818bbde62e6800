using System.Text.Json;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Tables;
using Assay.Data;
using Assay.Models;
using Assay.Tests.Oracles;

namespace Assay.Tests.Models;

public sealed class GoldenModelTests
{
    private static readonly string Folder = Path.Combine(OracleFolder.Root, "onnx");

    public static IEnumerable<TheoryDataRow<string>> Models() =>
        Descriptions().Select(d => new TheoryDataRow<string>(d.GetProperty("file").GetString()!));

    [Theory]
    [MemberData(nameof(Models))]
    public void Scores_agree_with_those_of_scikit_learn(string file)
    {
        var description = Descriptions().Single(d => d.GetProperty("file").GetString() == file);
        var tolerance = description.GetProperty("tolerance");
        var (abs, rel) = (tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble());
        var task = Enum.Parse<TaskKind>(description.GetProperty("task").GetString()!.Split(',')[0], ignoreCase: true);
        var golden = TableFile.Read(DataFile.In(Folder, description.GetProperty("golden").GetString()!));
        var rows = Rows(golden, task);
        using var model = OnnxModel.Open(Path.Combine(Folder, file), file);

        var joined = PredictionJoin
            .Join(task, rows, model.Score(rows, task).Predictions)
            .ShouldBeOfType<JoinResult.Joined>();

        var expected = ScoreColumns(golden, task);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var k = 0; k < expected.Count; k++)
            {
                joined
                    .Challenger.Scores[(row * expected.Count) + k]
                    .ShouldBe(expected[k][row], abs + (rel * Math.Abs(expected[k][row])), $"row {row}, score {k}");
            }
        }
    }

    private static List<double[]> ScoreColumns(Table golden, TaskKind task)
    {
        var scores = golden
            .Columns.OfType<NumberColumn>()
            .Where(c => c.Name[0] == 'p' || c.Name == "variable")
            .Select(c => c.Values)
            .ToList();
        return task == TaskKind.Binary ? [scores[^1]] : scores;
    }

    /// <summary>The golden inputs; where the file has no labels, any that the task allows.</summary>
    private static ValidationRows Rows(Table golden, TaskKind task) =>
        new()
        {
            Path = "golden.csv",
            Target = "label",
            Labels =
            [
                .. Enumerable
                    .Range(0, golden.Count)
                    .Select(row =>
                        golden.Find("label")?.Text(row) ?? (task == TaskKind.Binary && row % 2 == 0 ? "1" : "0")
                    ),
            ],
            Features = golden.Without(golden.Names.Where(n => n[0] != 'f')),
        };

    private static List<JsonElement> Descriptions()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "models.json")));
        return [.. document.RootElement.GetProperty("models").EnumerateArray().Select(m => m.Clone())];
    }
}
