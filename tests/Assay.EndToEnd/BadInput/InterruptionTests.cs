using System.Diagnostics;
using System.Text.Json;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.BadInput;

/// <summary>Ctrl-C and SIGTERM in the middle of a training.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_training_that_is_interrupted_is_recorded_as_killed_and_leaves_nothing_running(
        string signal,
        int exitCode
    )
    {
        // Put together by the shell: the line itself is shown before the training begins.
        using var project = await SmallProject.MakeAsync("printf \"be%s\\n\" gun; sleep 618 & sleep 619; true");
        using var train = Process.Start(
            new ProcessStartInfo(AssayProgram.Path, ["train", "--model", "churn"])
            {
                WorkingDirectory = project.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        while (await train.StandardError.ReadLineAsync(Stop) is { } line && !line.Contains("begun")) { }

        await Cli.Wrap("kill").WithArguments([$"-{signal}", $"{train.Id}"]).ExecuteAsync(Stop);
        var said = await train.StandardError.ReadToEndAsync(Stop);
        await train.WaitForExitAsync(Stop);

        train.ExitCode.ShouldBe(exitCode, said);
        var runs = await AssayProgram.RunAsync(project.Folder, ["runs", "list", "--json"]);
        var run = JsonDocument.Parse(runs.Output).RootElement[0];
        run.GetProperty("status").GetString().ShouldBe("killed");
        var left = await Cli.Wrap("pgrep")
            .WithArguments(["-f", "^sleep 61[89]$"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Stop);
        left.StandardOutput.ShouldBeEmpty();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
