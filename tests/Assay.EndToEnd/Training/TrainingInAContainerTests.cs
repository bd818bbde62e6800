using Assay.EndToEnd.Machine;
using Assay.Training;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Training;

public sealed class TrainingInAContainerTests(DockerEngine machine) : IAsyncDisposable
{
    private const int Owner = 4711;
    private readonly ContainerTraining _training = new(machine);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _training.DisposeAsync();

    [Fact]
    public async Task A_command_runs_in_the_workspace_and_its_lines_come_from_both_streams()
    {
        var end = await _training.RunAsync("pwd; echo oops >&2; exit 7");

        end.ExitCode.ShouldBe(7);
        _training.Lines.ShouldContain(new OutputLine(_training.Workspace.Path, IsError: false));
        _training.Lines.ShouldContain(new OutputLine("oops", IsError: true));
    }

    [Fact]
    public async Task What_it_leaves_belongs_to_the_workspaces_owner()
    {
        await Cli.Wrap("chown").WithArguments([$"{Owner}:{Owner}", _training.Workspace.Path]).ExecuteAsync(Stop);

        var end = await _training.RunAsync(
            "id -u; mkdir -p out && echo model > out/model.pkl && echo hi > ~/note && cat ~/note"
        );

        end.Succeeded.ShouldBeTrue();
        _training.Texts.ShouldBe([$"{Owner}", "hi"]);
        var owner = await Cli.Wrap("stat")
            .WithArguments(["-c", "%u:%g", _training.Workspace.File("out/model.pkl")])
            .ExecuteBufferedAsync(Stop);
        owner.StandardOutput.Trim().ShouldBe($"{Owner}:{Owner}");
    }

    [Fact]
    public async Task A_command_that_hangs_is_stopped_and_its_container_removed()
    {
        var end = await _training.RunAsync("sleep 600 & sleep 600", timeout: TimeSpan.FromSeconds(1));

        end.Reason.ShouldBe(EndReason.TimedOut);
        (await _training.ContainersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interruption_reaches_the_command_which_may_clean_up()
    {
        using var stop = new CancellationTokenSource();
        var end = await _training.RunAsync(
            "trap 'echo tidied; exit 0' TERM; echo ready; sleep 600 & wait",
            heard: line => (line == "ready" ? stop : null)?.Cancel(),
            cancellation: stop.Token
        );

        end.Reason.ShouldBe(EndReason.Interrupted);
        _training.Texts.ShouldContain("tidied");
        (await _training.ContainersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listener_that_fails_stops_the_command()
    {
        await machine.RequireAsync();
        var run = _training.RunAsync(
            "yes",
            heard: _ => throw new InvalidOperationException("nobody reads this any more")
        );

        (await Should.ThrowAsync<InvalidOperationException>(() => run)).Message.ShouldBe("nobody reads this any more");
        (await _training.ContainersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_setup_runs_first_in_the_same_container()
    {
        var end = await _training.RunAsync(
            "cat /tmp/tool",
            setup: UserCommand.OfArguments(["sh", "-c", "echo 'it''s' here > /tmp/tool"])
        );

        end.Succeeded.ShouldBeTrue();
        _training.Texts.ShouldBe(["its here"]);
    }

    [Fact]
    public async Task A_setup_that_fails_is_told_from_a_training_that_fails()
    {
        var end = await _training.RunAsync(
            "echo never",
            setup: UserCommand.OfShell("echo no such package >&2; exit 3")
        );

        end.SetupFailed.ShouldBeTrue();
        end.ExitCode.ShouldBe(3);
        _training.Texts.ShouldBe(["no such package"]);
    }

    [Fact]
    public async Task A_program_that_the_image_lacks_is_named_and_the_exit_code_is_the_shells()
    {
        var end = await _training.RunAsync(UserCommand.OfArguments(["pyhton", "train.py"]));

        end.ExitCode.ShouldBe(127);
        _training.Texts.ShouldContain(line => line.Contains("exec pyhton failed: No such file or directory"));
    }

    [Fact]
    public async Task Without_a_disk_in_common_the_workspace_is_copied_in_and_outputs_are_copied_out()
    {
        await _training.GitAsync("init", "--quiet");
        await Cli.Wrap("mkdir")
            .WithArguments(["-p", _training.Workspace.File("data/deep"), _training.Workspace.File("out")])
            .ExecuteAsync(Stop);
        await File.WriteAllTextAsync(_training.Workspace.File("data/deep/a.csv"), "a", Stop);
        await File.WriteAllTextAsync(_training.Workspace.File("out/old.txt"), "old", Stop);
        File.CreateSymbolicLink(_training.Workspace.File("link.csv"), "data/deep/a.csv");
        await Cli.Wrap("chown").WithArguments(["-hR", $"{Owner}:{Owner}", _training.Workspace.Path]).ExecuteAsync(Stop);

        var end = await _training.RunAsync(
            "cat link.csv; ls -A; mkdir -p out/model; echo m > out/model/MLmodel; ln -s /etc/passwd out/link; mkfifo out/pipe",
            sharedDisk: false
        );

        end.Succeeded.ShouldBeTrue();
        _training.Texts.ShouldBe(["adata", "link.csv"]);
        Directory
            .EnumerateFileSystemEntries(_training.Workspace.File("out"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_training.Workspace.Path, f))
            .Order()
            .ShouldBe(["out/model", "out/model/MLmodel", "out/old.txt"]);
        var owner = await Cli.Wrap("stat")
            .WithArguments([
                "-c",
                "%u:%g",
                _training.Workspace.File("out/model"),
                _training.Workspace.File("out/model/MLmodel"),
            ])
            .ExecuteBufferedAsync(Stop);
        owner.StandardOutput.ShouldBe($"{Owner}:{Owner}\n{Owner}:{Owner}\n");
    }

    [Fact]
    public async Task What_the_container_used_is_told()
    {
        var end = await _training.RunAsync("i=0; while [ $i -lt 3000000 ]; do i=$((i+1)); done; sleep 1.2");

        end.Resources.CpuSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.2);
        end.Resources.PeakMemoryBytes.ShouldNotBeNull().ShouldBeInRange(100_000, 1_000_000_000);
    }
}
