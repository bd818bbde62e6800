using System.Collections.Immutable;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;
using Assay.Training.Containers;

namespace Assay;

/// <summary>One run of the program: find the command, read its inputs, run it, and turn what went wrong into an exit code.</summary>
internal sealed class Invocation(
    RunnerEnvironment environment,
    RunnerOutput output,
    TimeProvider clock,
    Func<int, byte[]> random,
    Signals signals
)
{
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> args, ImmutableArray<Command> commands)
    {
        var line = CommandLine.Parse(args, commands);
        var surroundings = line.NoColor
            ? environment with
            {
                Variables = environment.Variables.SetItem("NO_COLOR", "1"),
            }
            : environment;
        var runner = Runner.For(surroundings, output, clock, random);
        try
        {
            return await RunAsync(line, commands, surroundings, runner).ConfigureAwait(false);
        }
        catch (InputError e)
        {
            return Refuse(e, runner, line.Json);
        }
        catch (OperationError e)
        {
            runner.Error(e.Message);
            WriteFailure(runner, line.Json, "failed", [new Problem(e.Message)]);
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or may not be written is no bug, wherever it is met.
            var reason = $"a file cannot be read or written: {e.Message}";
            runner.Error(reason);
            WriteFailure(runner, line.Json, "failed", [new Problem(reason)]);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (signals.Received is { } code)
        {
            runner.Info(code == ExitCode.Interrupted ? "Interrupted." : "Ended by SIGTERM.");
            return code;
        }
        catch (Exception e)
        {
            runner.Info(e.ToString());
            runner.Error($"This is a bug in Assay; please report it with the lines above: {Project.Url}/issues/new");
            WriteFailure(runner, line.Json, "bug", [new Problem(e.Message)]);
            return ExitCode.Bug;
        }
    }

    private async Task<ExitCode> RunAsync(
        CommandLine line,
        ImmutableArray<Command> commands,
        RunnerEnvironment surroundings,
        IRunner runner
    )
    {
        var isClear = line.Command is not null || line.Values.Problems.IsEmpty;
        if (isClear && (line.Help || line.Words.Length == 0))
        {
            runner.Result(HelpText.For(line, commands, surroundings.Width));
            return ExitCode.Done;
        }

        if (line.Command is not { } command)
        {
            throw new InputError(
                line.Values.Problems.IsEmpty
                    ? [new Problem($"'{line.Words}' needs a second word; see assay {line.Words} --help")]
                    : line.Values.Problems
            );
        }

        var inputs = InputReader.Read(command.Inputs, line.Values, surroundings);
        foreach (var secret in command.Inputs.OfType<Input<string?>>().Where(i => i.Secret))
        {
            if (inputs.Get(secret) is { } value)
            {
                runner.AddMask(secret.Name, value);
            }
        }

        var context = new CommandContext(inputs, runner, surroundings, clock, random, line.Json, signals)
        {
            Commands = commands,
        };
        try
        {
            return await command.RunAsync(context, signals.Token).ConfigureAwait(false);
        }
        finally
        {
            var workspace = surroundings.Workspace;
            WorkspaceOwner.GiveBack(
                workspace,
                surroundings.IsPrivileged,
                Path.Combine(workspace, ".git"),
                Path.Combine(workspace, OwnFolder.Name)
            );
        }
    }

    private ExitCode Refuse(InputError error, IRunner runner, bool json)
    {
        foreach (var problem in error.Problems)
        {
            runner.Error(problem.Message, problem.Location);
        }

        if (error.Problems.Length > 1)
        {
            runner.Info($"{error.Problems.Length} errors; nothing was done.");
        }

        WriteFailure(runner, json, "wrong-request", error.Problems);
        return ExitCode.WrongRequest;
    }

    // A script that asked for one document gets one, unless the command wrote its own before it failed.
    private void WriteFailure(IRunner runner, bool json, string kind, ImmutableArray<Problem> problems)
    {
        if (json && !output.HasResult)
        {
            var document = new FailureDocument(kind, [.. problems.Select(FailureProblem.Of)]);
            runner.Result(JsonText.Write(document, FailureJson.Default.FailureDocument));
        }
    }
}
