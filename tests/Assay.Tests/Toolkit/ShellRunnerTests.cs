using System.Collections.Immutable;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;

namespace Assay.Tests.Toolkit;

public sealed class ShellRunnerTests
{
    [Fact]
    public void Messages_go_to_standard_error_and_results_to_standard_output()
    {
        using var job = new Job(ForgeKind.None);

        job.Runner.Info("reading");
        job.Runner.Warning("old", new SourceLocation("assay.yml", 3));
        job.Runner.Result("id,model");

        job.Messages.ShouldBe("reading\nassay.yml:3: warning: old\n");
        job.Results.ShouldBe("id,model\n");
    }

    [Theory]
    [InlineData(true, null, null, "xterm", true)]
    [InlineData(true, "1", null, "xterm", false)]
    [InlineData(true, "", null, "xterm", true)]
    [InlineData(true, "1", "1", "xterm", false)]
    [InlineData(true, null, null, "dumb", false)]
    [InlineData(false, null, null, "xterm", false)]
    [InlineData(false, null, "1", "dumb", true)]
    [InlineData(true, null, "0", "xterm", false)]
    public void Colour_is_for_terminals_unless_told_otherwise(
        bool terminal,
        string? noColor,
        string? forceColor,
        string term,
        bool colored
    )
    {
        var variables = ImmutableDictionary<string, string>.Empty.Add("TERM", term);
        variables = noColor is null ? variables : variables.Add("NO_COLOR", noColor);
        variables = forceColor is null ? variables : variables.Add("FORCE_COLOR", forceColor);
        var environment = new RunnerEnvironment
        {
            Variables = variables,
            WorkingDirectory = "/",
            ErrorIsTerminal = terminal,
            OutputIsTerminal = terminal,
        };

        environment.MessagesInColor.ShouldBe(colored);
        environment.ResultsInColor.ShouldBe(colored);
    }

    [Fact]
    public void What_a_training_prints_keeps_its_colours_but_moves_no_cursor()
    {
        using var job = new Job(ForgeKind.None);

        using (var log = job.Runner.Untrusted())
        {
            log.Line("10%\r 55%\r\e[1m100%\e[0m\e[1A\e]0;title\a\r");
        }

        job.Messages.ShouldBe("\e[1m100%\e[0m\n");
    }

    [Fact]
    public void A_message_with_a_name_from_outside_moves_no_cursor_either()
    {
        using var job = new Job(ForgeKind.None);

        job.Runner.Info("branch \e[2J\e]0;x\afeature\b\u009b31m");

        job.Messages.ShouldBe("branch feature31m\n");
    }

    [Fact]
    public void Progress_is_one_line_that_stays_below_the_messages_of_a_terminal()
    {
        var clock = new SteppingClock();
        using var messages = new StringWriter();
        var output = new RunnerOutput(messages, TextWriter.Null);
        var runner = new ShellRunner(Terminal(width: 20), output, clock);

        using (var progress = runner.Progress("fold"))
        {
            progress.Report("too early");
            clock.Step(TimeSpan.FromSeconds(1));
            progress.Report("5 of 10");
            runner.Info("a message");
            clock.Step(TimeSpan.FromSeconds(1));
            progress.Report("a text that is wider than the terminal");
        }

        runner.Info("done");
        messages
            .ToString()
            .ShouldBe("fold: 5 of 10\r\e[Ka message\nfold: 5 of 10\r\e[Kfold: a text that i\r\e[Kdone\n");
    }

    [Fact]
    public void Progress_in_a_log_is_a_line_now_and_then()
    {
        var clock = new SteppingClock();
        using var messages = new StringWriter();
        var runner = new ShellRunner(
            Terminal(width: 80) with
            {
                ErrorIsTerminal = false,
            },
            new RunnerOutput(messages, TextWriter.Null),
            clock
        );

        using (var progress = runner.Progress("fold"))
        {
            for (var i = 1; i <= 60; i++)
            {
                clock.Step(TimeSpan.FromSeconds(1));
                progress.Report($"{i} of 60");
            }
        }

        messages.ToString().ShouldBe("fold: 15 of 60\nfold: 30 of 60\nfold: 45 of 60\nfold: 60 of 60\n");
    }

    [Fact]
    public void Values_for_later_steps_go_nowhere()
    {
        using var job = new Job(ForgeKind.None);

        job.Runner.SetOutput(new Output("run", "The run."), "0199a1c4");
        job.Runner.SetEnvironment("A", "b");
        job.Runner.AppendSummary("# Summary");

        job.Messages.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(job.Folder).ShouldBeEmpty();
    }

    private static RunnerEnvironment Terminal(int width) =>
        new()
        {
            Variables = ImmutableDictionary<string, string>.Empty,
            WorkingDirectory = "/",
            ErrorIsTerminal = true,
            Width = width,
        };

    private sealed class SteppingClock : TimeProvider
    {
        private long _now;

        public void Step(TimeSpan by) => _now += by.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;
    }
}
