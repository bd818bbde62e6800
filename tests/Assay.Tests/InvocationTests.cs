using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Tests.Toolkit;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Tests;

public sealed class InvocationTests
{
    private static readonly Input<string> Model = Input.RequiredText("model", "The model");
    private static readonly Input<string?> Token = Input.Text("token", "A token") with { Secret = true };
    private static readonly Output Run = new("run", "The run.");

    [Theory]
    [InlineData(ExitCode.Done)]
    [InlineData(ExitCode.No)]
    [InlineData(ExitCode.Undecided)]
    internal async Task The_answer_of_the_command_is_the_exit_code(ExitCode answer)
    {
        using var job = new Job(ForgeKind.None);

        (await InvokeAsync(job, ["do", "--model", "churn"], (_, _) => Task.FromResult(answer))).ShouldBe(answer);
        job.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_request_names_every_problem_at_its_place_and_does_nothing()
    {
        using var job = new Job(ForgeKind.GitHub);

        var code = await InvokeAsync(
            job,
            ["do", "--model", "churn"],
            (_, _) =>
                throw new InputError([
                    new Problem("unknown key 'metirc'", new SourceLocation("assay.yml", 14, 9)),
                    new Problem("'x' is not a condition", new SourceLocation("assay.yml", 17, 19)),
                ])
        );

        code.ShouldBe(ExitCode.WrongRequest);
        job.Messages.ShouldBe(
            """
            ::error file=assay.yml,line=14,col=9::unknown key 'metirc'
            ::error file=assay.yml,line=17,col=19::'x' is not a condition
            2 errors; nothing was done.

            """
        );
    }

    [Fact]
    public async Task An_input_that_is_missing_is_asked_for_before_anything_runs()
    {
        using var job = new Job(ForgeKind.None);
        var ran = false;

        var code = await InvokeAsync(
            job,
            ["do"],
            (_, _) =>
            {
                ran = true;
                return Task.FromResult(ExitCode.Done);
            }
        );

        code.ShouldBe(ExitCode.WrongRequest);
        ran.ShouldBeFalse();
        job.Messages.ShouldBe("error: --model is missing (The model); give it, or set ASSAY_MODEL\n");
    }

    [Fact]
    public async Task What_fails_outside_is_said_without_a_stack_and_keeps_the_outputs_set_before()
    {
        using var job = new Job(ForgeKind.GitHub);

        var code = await InvokeAsync(
            job,
            ["do", "--model", "churn"],
            (context, _) =>
            {
                context.Runner.SetOutput(Run, "0199a1c4");
                throw new OperationError("the push was refused; send it later with 'assay runs send'");
            }
        );

        code.ShouldBe(ExitCode.Failed);
        job.Messages.ShouldBe("::error::the push was refused; send it later with 'assay runs send'\n");
        GitHubLog.Values(job.File("GITHUB_OUTPUT"))["run"].ShouldBe("0199a1c4");
    }

    [Fact]
    public async Task A_bug_shows_its_stack_and_asks_to_be_reported()
    {
        using var job = new Job(ForgeKind.None);

        var code = await InvokeAsync(
            job,
            ["do", "--model", "churn"],
            (_, _) => throw new InvalidOperationException("impossible")
        );

        code.ShouldBe(ExitCode.Bug);
        job.Messages.ShouldContain("System.InvalidOperationException: impossible");
        job.Messages.ShouldContain("at Assay.Tests.InvocationTests");
        job.Messages.ShouldContain("please report it");
    }

    [Theory]
    [InlineData(ExitCode.Interrupted, 130)]
    [InlineData(ExitCode.Terminated, 143)]
    internal async Task A_signal_cancels_the_command_and_names_itself_in_the_exit_code(ExitCode signal, int expected)
    {
        using var job = new Job(ForgeKind.None);
        using var signals = new Signals();

        var code = await InvokeAsync(
            job,
            ["do", "--model", "churn"],
            async (_, token) =>
            {
                signals.Receive(signal).ShouldBeTrue();
                signals.Receive(signal).ShouldBeFalse("a second signal is not swallowed");
                await Task.Delay(Timeout.Infinite, token);
                return ExitCode.Done;
            },
            signals
        );

        ((int)code).ShouldBe(expected);
    }

    [Fact]
    public async Task A_cancellation_that_no_signal_made_is_a_bug()
    {
        using var job = new Job(ForgeKind.None);

        var code = await InvokeAsync(job, ["do", "--model", "churn"], (_, _) => throw new OperationCanceledException());

        code.ShouldBe(ExitCode.Bug);
    }

    [Theory]
    [InlineData("do --json", "wrong-request", "--model is missing")]
    [InlineData("dot --json", "wrong-request", "unknown command 'dot'")]
    [InlineData("do --json --model fails", "failed", "outside")]
    [InlineData("do --json --model breaks", "bug", "impossible")]
    public async Task With_json_a_failure_is_one_document_too(string line, string kind, string message)
    {
        using var job = new Job(ForgeKind.None);

        await InvokeAsync(
            job,
            line.Split(' '),
            (context, _) =>
                context.Inputs.Get(Model) == "fails"
                    ? throw new OperationError("outside")
                    : throw new InvalidOperationException("impossible")
        );

        var document = JsonNode.Parse(job.Results)!;
        document["error"]!.GetValue<string>().ShouldBe(kind);
        document["problems"]![0]!["message"]!.GetValue<string>().ShouldStartWith(message);
    }

    [Fact]
    public async Task With_json_a_command_that_answered_before_it_failed_leaves_one_document()
    {
        using var job = new Job(ForgeKind.None);

        await InvokeAsync(
            job,
            ["do", "--json", "--model", "churn"],
            (context, _) =>
            {
                context.Runner.Result("""{ "verdict": "pass" }""");
                throw new OperationError("the comment was refused");
            }
        );

        JsonNode.Parse(job.Results)!["verdict"]!.GetValue<string>().ShouldBe("pass");
    }

    [Fact]
    public async Task A_secret_input_is_masked_before_the_command_says_anything()
    {
        using var job = new Job(ForgeKind.None);

        await InvokeAsync(
            job,
            ["do", "--model", "churn", "--token", "hunter2"],
            (context, _) =>
            {
                context.Runner.Info($"token {context.Inputs.Get(Token)}");
                return Task.FromResult(ExitCode.Done);
            }
        );

        job.Messages.ShouldBe("token ***\n");
    }

    [Fact]
    public async Task No_color_holds_for_everything_after_it()
    {
        using var job = new Job(ForgeKind.GitLab);

        await InvokeAsync(
            job,
            ["do", "--model", "churn", "--no-color"],
            (context, _) =>
            {
                context.Runner.Warning("grey");
                context.Environment.ResultsInColor.ShouldBeFalse();
                return Task.FromResult(ExitCode.Done);
            }
        );

        job.Messages.ShouldBe("warning: grey\n");
    }

    [Theory]
    [InlineData("", "Usage: assay COMMAND")]
    [InlineData("--help", "Usage: assay COMMAND")]
    [InlineData("do --help", "Usage: assay do --model VALUE [OPTIONS]")]
    [InlineData("runs --help", "Usage: assay runs COMMAND")]
    public async Task Help_is_a_result_and_no_error(string line, string expected)
    {
        using var job = new Job(ForgeKind.None);

        var code = await InvokeAsync(job, line.Split(' ', StringSplitOptions.RemoveEmptyEntries), NeverAsync);

        code.ShouldBe(ExitCode.Done);
        job.Results.ShouldContain(expected);
    }

    [Fact]
    public async Task Half_a_command_says_where_the_other_half_is_listed()
    {
        using var job = new Job(ForgeKind.None);

        var code = await InvokeAsync(job, ["runs"], NeverAsync);

        code.ShouldBe(ExitCode.WrongRequest);
        job.Messages.ShouldBe("error: 'runs' needs a second word; see assay runs --help\n");
    }

    private static Task<ExitCode> NeverAsync(CommandContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("it was not to run");

    private static async Task<ExitCode> InvokeAsync(
        Job job,
        string[] args,
        Func<CommandContext, CancellationToken, Task<ExitCode>> run,
        Signals? given = null
    )
    {
        ImmutableArray<Command> commands =
        [
            new("do", "Does it", run) { Inputs = [Model, Token], Outputs = [Run] },
            new("runs list", "Lists runs", run),
        ];
        using var own = given is null ? new Signals() : null;
        return await new Invocation(
            job.Environment,
            job.Output,
            TimeProvider.System,
            job.Random,
            given ?? own!
        ).RunAsync(args, commands);
    }
}
