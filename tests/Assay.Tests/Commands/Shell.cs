using System.Text.Json;
using Assay.Tests.Git;
using Assay.Toolkit;
using Assay.Toolkit.Runners;

namespace Assay.Tests.Commands;

/// <summary>A shell in a folder: types a command line as a person would, and keeps what was said.</summary>
internal sealed class Shell(string folder)
{
    public RunnerEnvironment Environment { get; init; } =
        Workspace.Environment with
        {
            WorkingDirectory = folder,
            Variables = Workspace
                .Environment.Variables.Remove("GITHUB_ACTIONS")
                .Remove("GITLAB_CI")
                .Remove("FORCE_COLOR"),
            InputIsTerminal = false,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
        };

    public async Task<Answer> AssayAsync(params string[] arguments)
    {
        using var messages = new StringWriter();
        using var results = new StringWriter();
        using var signals = new Signals();
        var invocation = new Invocation(
            Environment,
            new RunnerOutput(messages, results),
            TimeProvider.System,
            System.Security.Cryptography.RandomNumberGenerator.GetBytes,
            signals
        );
        var exit = await invocation.RunAsync(arguments, CommandTable.All);
        return new Answer(exit, results.ToString(), messages.ToString());
    }
}

/// <summary>What a command said.</summary>
internal sealed record Answer(ExitCode Exit, string Results, string Messages)
{
    public JsonElement Json => JsonDocument.Parse(Results).RootElement;
}
