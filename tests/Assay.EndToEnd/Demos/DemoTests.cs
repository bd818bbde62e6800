using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Demos;

public sealed class DemoTests
{
    private static readonly Dictionary<string, string> NoEngine = new() { ["DOCKER_HOST"] = "unix:///nowhere.sock" };

    [Fact]
    public async Task The_demo_comes_out_as_told_and_leaves_a_report_a_comment_and_pictures()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "demo");

        var result = await AssayProgram.RunAsync(folder.Path, ["demo", "--out", output, "--json"], NoEngine);

        result.ExitCode.ShouldBe(0, result.Messages);
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        root.GetProperty("as_told").GetBoolean().ShouldBeTrue();
        root.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(10);
        foreach (var file in root.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("path").GetString()!))
        {
            (File.Exists(file) || Directory.EnumerateFiles(file).Any()).ShouldBeTrue(file);
        }
    }

    [Fact]
    public async Task With_shuffled_labels_the_gate_fails_and_so_does_the_demo()
    {
        using var folder = new TemporaryFolder();
        // Its launcher finds the training program from its own place beside assay.
        var example = Path.Combine(AppContext.BaseDirectory, "demo", Path.GetFileName(folder.Path));
        using var copy = new FolderCopy(Path.Combine(AppContext.BaseDirectory, "demo", "churn"), example);
        ShuffleLabels(Path.Combine(example, "data", "holdout.csv"), "churn");

        var result = await AssayProgram.RunAsync(
            folder.Path,
            ["demo", "--example", example, "--out", Path.Combine(folder.Path, "demo"), "--json"],
            NoEngine
        );

        result.ExitCode.ShouldBe(1, result.Messages);
        using var document = JsonDocument.Parse(result.Output);
        var gate = document.RootElement.GetProperty("steps").EnumerateArray().Last();
        gate.GetProperty("name").GetString().ShouldBe("gate");
        gate.GetProperty("result").GetString().ShouldBe("fail");
        gate.GetProperty("as_told").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_with_files_of_somebody_else_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "mine.txt");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        var result = await AssayProgram.RunAsync(folder.Path, ["demo", "--out", folder.Path]);

        result.ExitCode.ShouldBe(2);
        result.Messages.ShouldContain("holds files that no demo made");
        File.Exists(file).ShouldBeTrue();
    }

    // Labels are handed on among the rows by a fixed shuffle, so that they say nothing of their row any more.
    private static void ShuffleLabels(string file, string column)
    {
        var lines = File.ReadAllLines(file);
        var index = Array.IndexOf(lines[0].Split(','), column);
        var rows = lines[1..].Select(l => l.Split(',')).ToArray();
        var labels = rows.Select(r => r[index]).ToArray();
        new Random(1).Shuffle(labels);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i][index] = labels[i];
        }

        File.WriteAllLines(file, [lines[0], .. rows.Select(r => string.Join(',', r))]);
    }

    private sealed class FolderCopy : IDisposable
    {
        private readonly string _target;

        public FolderCopy(string source, string target)
        {
            _target = target;
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        public void Dispose() => Directory.Delete(_target, recursive: true);
    }
}
