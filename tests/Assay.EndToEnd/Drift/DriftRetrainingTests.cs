using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Drift;

/// <summary>A drift that begins a retraining, on the churn example with its own training program.</summary>
public sealed class DriftRetrainingTests
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "demo", "churn");

    [Fact]
    public async Task New_customers_among_the_training_rows_make_another_model_once()
    {
        using var folder = new TemporaryFolder();
        var clone = await StartAsync(folder.File("churn"));
        foreach (var command in (string[])["train --model churn", "register --model churn"])
        {
            (await AssayAsync(clone, command.Split(' '))).ExitCode.ShouldBe(0);
        }

        var customers = (await Customers.ReadAsync(Path.Combine(clone, "data", "holdout.csv"))).New();
        await customers.WriteAsync(folder.File("new.csv"));
        await File.AppendAllLinesAsync(
            Path.Combine(clone, "data", "train.csv"),
            customers.Rows.Select(row => string.Join(',', row)),
            TestContext.Current.CancellationToken
        );
        string[] check =
        [
            "drift-check",
            "--model",
            "churn",
            "--version",
            "v1.0.0",
            "--current",
            folder.File("new.csv"),
            "--json",
        ];

        var first = await AssayAsync(clone, check);
        var second = await AssayAsync(clone, check);

        first.ExitCode.ShouldBe(0, first.Log);
        var made = Retraining(first);
        made.GetProperty("state").GetString().ShouldBe("finished", made.ToString());
        made.GetProperty("text").GetString()!.ShouldStartWith("The retraining made run ");
        second.ExitCode.ShouldBe(0, second.Log);
        Retraining(second).GetProperty("state").GetString().ShouldBe("waits");
        var runs = await AssayAsync(clone, "runs", "list", "--kind", "training", "--json");
        using var list = JsonDocument.Parse(runs.Output);
        list.RootElement.GetArrayLength().ShouldBe(2);
        list.RootElement[0].GetProperty("tags").GetProperty("drift").GetString().ShouldBe("churn@v1.0.0");
    }

    private static async Task<string> StartAsync(string clone)
    {
        foreach (var file in (string[])["assay.yml", "params.yaml", "data/train.csv", "data/holdout.csv"])
        {
            var copy = Path.Combine(clone, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Example, file), copy);
        }

        await File.AppendAllTextAsync(
            Path.Combine(clone, "assay.yml"),
            "    drift: { on_drift: [retrain] }\n",
            TestContext.Current.CancellationToken
        );
        await GitAsync(clone, "init", "--quiet");
        await GitAsync(clone, "add", ".");
        await GitAsync(
            clone,
            "-c",
            "user.name=Zoe",
            "-c",
            "user.email=z@example.com",
            "commit",
            "--quiet",
            "-m",
            "Customers"
        );
        return clone;
    }

    private static async Task GitAsync(string clone, params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(clone)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    private static Task<ProgramResult> AssayAsync(string clone, params string[] arguments) =>
        AssayProgram.RunAsync(
            clone,
            arguments,
            new Dictionary<string, string>
            {
                ["PATH"] =
                    $"{Path.Combine(Example, "bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            }
        );

    private static JsonElement Retraining(ProgramResult result)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty("retraining").Clone();
    }
}
