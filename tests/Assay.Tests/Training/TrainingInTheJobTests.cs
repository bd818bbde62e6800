using System.Collections.Immutable;
using Assay.Toolkit;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class TrainingInTheJobTests : IDisposable
{
    private readonly TemporaryWorkspace _workspace = new();
    private readonly List<OutputLine> _lines = [];

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_command_runs_in_the_workspace_and_its_lines_come_from_both_streams()
    {
        var end = await RunAsync("pwd; echo oops >&2");

        end.Succeeded.ShouldBeTrue();
        _lines.ShouldContain(new OutputLine(_workspace.Path, IsError: false));
        _lines.ShouldContain(new OutputLine("oops", IsError: true));
    }

    [Fact]
    public async Task A_command_sees_the_variables_it_was_given_and_no_other()
    {
        await RunAsync("env", new() { ["GREETING"] = "good morning" });

        var names = _lines.Select(l => l.Text.Split('=')[0]).Where(n => n is not ("PWD" or "SHLVL" or "_"));
        names.Order().ShouldBe(["ASSAY_RUN_ID", "GREETING", "PATH"]);
    }

    [Fact]
    public async Task A_list_of_arguments_passes_no_shell()
    {
        var end = await RunAsync(UserCommand.OfArguments(["echo", "$HOME;", "`id`"]));

        end.Succeeded.ShouldBeTrue();
        _lines.Single().Text.ShouldBe("$HOME; `id`");
    }

    [Fact]
    public async Task A_failing_command_gives_its_exit_code() => (await RunAsync("exit 7")).ExitCode.ShouldBe(7);

    [Fact]
    public async Task A_command_that_a_signal_ended_says_which()
    {
        var end = await RunAsync("kill -SEGV $$");

        end.Signal.ShouldBe(11);
        end.ExitCode.ShouldBe(139);
        end.Reason.ShouldBe(EndReason.Exited);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_the_callers_mistake()
    {
        var error = await Should.ThrowAsync<InputError>(() =>
            RunAsync(UserCommand.OfArguments(["pyhton", "train.py"]))
        );

        error.Message.ShouldStartWith("the program of 'pyhton train.py' was not found on PATH");
    }

    [Fact]
    public async Task A_command_that_hangs_is_stopped_when_its_time_is_over()
    {
        var end = await RunAsync("sleep 600", timeout: TimeSpan.FromMilliseconds(300));

        end.Reason.ShouldBe(EndReason.TimedOut);
        end.Signal.ShouldBe(15);
    }

    [Fact]
    public async Task A_command_that_ignores_the_request_to_end_is_ended()
    {
        var end = await RunAsync("trap '' TERM; sleep 600 & wait; sleep 600", timeout: TimeSpan.FromMilliseconds(300));

        end.Reason.ShouldBe(EndReason.TimedOut);
        end.Signal.ShouldBe(9);
    }

    [Fact]
    public async Task An_interruption_reaches_the_command_which_may_clean_up()
    {
        using var stop = new CancellationTokenSource();
        var end = await RunAsync(
            UserCommand.OfShell("trap 'echo tidied; exit 0' TERM; echo ready; sleep 600 & wait"),
            cancellation: stop.Token,
            heard: line => (line == "ready" ? stop : null)?.Cancel()
        );

        end.Reason.ShouldBe(EndReason.Interrupted);
        _lines.ShouldContain(new OutputLine("tidied", IsError: false));
    }

    [Fact]
    public async Task A_daemon_that_the_command_left_behind_does_not_survive_it()
    {
        var end = await RunAsync("setsid sh -c 'echo $$ > daemon.pid; exec sleep 600' & sleep 0.2; echo done");

        end.Succeeded.ShouldBeTrue();
        end.LeftRunning.ShouldBeGreaterThan(0);
        Alive(File.ReadAllText(_workspace["daemon.pid"])).ShouldBeFalse();
    }

    [Fact]
    public async Task Output_without_a_line_end_is_counted_and_cut_and_never_blocks_the_command()
    {
        var end = await RunAsync("head -c 20000000 /dev/zero | tr '\\0' x");

        end.Succeeded.ShouldBeTrue();
        var line = _lines.ShouldHaveSingleItem();
        line.Text.Length.ShouldBe(LineSplitter.MaxBytes);
        line.BytesCut.ShouldBe(20_000_000 - LineSplitter.MaxBytes);
    }

    [Fact]
    public async Task What_the_command_used_counts_the_processes_it_started()
    {
        var end = await RunAsync("(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done)");

        end.Resources.CpuSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.02);
        end.Resources.PeakMemoryBytes.ShouldNotBeNull().ShouldBeInRange(100_000, 500_000_000);
    }

    [Fact]
    public async Task A_listener_that_fails_stops_the_command()
    {
        var run = RunAsync(UserCommand.OfShell("yes"), heard: _ => throw new IOException("nobody reads this any more"));

        (await Should.ThrowAsync<IOException>(() => run)).Message.ShouldBe("nobody reads this any more");
    }

    private Task<TrainingEnd> RunAsync(
        string line,
        Dictionary<string, string>? variables = null,
        TimeSpan? timeout = null
    ) => RunAsync(UserCommand.OfShell(line), variables, timeout);

    private Task<TrainingEnd> RunAsync(
        UserCommand command,
        Dictionary<string, string>? variables = null,
        TimeSpan? timeout = null,
        Action<string>? heard = null,
        CancellationToken? cancellation = null
    ) =>
        new JobRunner(TimeProvider.System).RunAsync(
            new TrainingJob
            {
                Command = command,
                Workspace = _workspace.Path,
                Folder = _workspace.Path,
                Environment = (variables ?? [])
                    .Append(new("ASSAY_RUN_ID", Guid.NewGuid().ToString("N")))
                    .Append(new("PATH", Environment.GetEnvironmentVariable("PATH")!))
                    .ToImmutableSortedDictionary(),
                Timeout = timeout,
                Grace = TimeSpan.FromMilliseconds(500),
            },
            line =>
            {
                heard?.Invoke(line.Text);
                _lines.Add(line);
            },
            cancellation ?? TestContext.Current.CancellationToken
        );

    private static bool Alive(string pid) =>
        File.Exists($"/proc/{pid.Trim()}/stat") && !File.ReadAllText($"/proc/{pid.Trim()}/stat").Contains(") Z ");
}
