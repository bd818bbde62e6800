using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.EndToEnd.Running;
using Assay.Training.Processes;

namespace Assay.EndToEnd.BadInput;

/// <summary>Ctrl-C and SIGTERM in the middle of a training.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData(Libc.SigInt, 130)]
    [InlineData(Libc.SigTerm, 143)]
    public async Task A_training_that_is_interrupted_is_recorded_as_killed_and_leaves_nothing_running(
        int signal,
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

        Libc.Kill(train.Id, signal).ShouldBe(0);
        var said = await train.StandardError.ReadToEndAsync(Stop);
        await train.WaitForExitAsync(Stop);

        train.ExitCode.ShouldBe(exitCode, said);
        var runs = await AssayProgram.RunAsync(project.Folder, ["runs", "list", "--json"]);
        var run = JsonDocument.Parse(runs.Output).RootElement[0];
        run.GetProperty("status").GetString().ShouldBe("killed");
        Running(@"^sleep\x0061[89]\x00").ShouldBeEmpty();
    }

    private static IEnumerable<string> Running(string pattern) =>
        Directory
            .EnumerateFiles(
                "/proc",
                "cmdline",
                new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }
            )
            .Where(File.Exists)
            .Select(file =>
            {
                try
                {
                    return File.ReadAllText(file);
                }
                catch (IOException)
                {
                    // It ended meanwhile.
                    return "";
                }
            })
            .Where(line => Regex.IsMatch(line, pattern));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
