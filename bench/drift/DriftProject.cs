using System.Diagnostics;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Bench.Drift;

/// <summary>A repository with a registered version, whose training kept the profile of the reference rows.</summary>
internal sealed class DriftProject : IDisposable
{
    private const double Shift = 0.7;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-bench-");
    private readonly string _assay;

    private DriftProject(string assay) => _assay = assay;

    /// <summary>Columns that assay found drifting.</summary>
    public int Drifted { get; private set; }

    /// <summary>How long the training took, which does nothing but have its reference profiled.</summary>
    public double ProfileSeconds { get; private set; }

    public static async Task<DriftProject> MakeAsync(string assay, int rows)
    {
        var project = new DriftProject(assay);
        GeneratedRows.Write(project.File("reference.csv"), rows, seed: 0.1, shift: 0);
        GeneratedRows.Write(project.File("current.csv"), rows, seed: 0.2, Shift);
        GeneratedRows.Write(project.File("current.parquet"), rows, seed: 0.2, Shift);
        await System.IO.File.WriteAllTextAsync(project.File(".gitignore"), "*.csv\n*.parquet\nmodel\n");
        await System.IO.File.WriteAllTextAsync(
            project.File("assay.yml"),
            """
            version: 1
            models:
              rows:
                task: regression
                train: { command: "echo model > model", model: model }
                data: { reference: reference.csv }
            """
        );
        await project.RunAsync("git", "init", "--quiet");
        await project.RunAsync("git", "add", ".");
        await project.RunAsync(
            "git",
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@localhost",
            "commit",
            "--quiet",
            "-m",
            "Rows"
        );
        var clock = Stopwatch.StartNew();
        await project.RunAsync(assay, "train", "--model", "rows");
        project.ProfileSeconds = clock.Elapsed.TotalSeconds;
        await project.RunAsync(assay, "register", "--model", "rows");
        return project;
    }

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Seconds of a drift check of a file, from the program's start to its end.</summary>
    public async Task<double> CheckAsync(string file)
    {
        var clock = Stopwatch.StartNew();
        var output = await RunAsync(
            _assay,
            "drift-check",
            "--model",
            "rows",
            "--version",
            "v1.0.0",
            "--current",
            file,
            "--json"
        );
        var seconds = clock.Elapsed.TotalSeconds;
        using var document = JsonDocument.Parse(output);
        Drifted = document.RootElement.GetProperty("drifted").GetArrayLength();
        return seconds;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> RunAsync(string program, params string[] arguments) =>
        (
            await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(_folder.FullName)
                .ExecuteBufferedAsync()
        ).StandardOutput;
}
