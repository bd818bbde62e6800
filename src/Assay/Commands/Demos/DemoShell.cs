using System.Collections.Immutable;
using System.Text.Json;
using Assay.Toolkit;
using Assay.Toolkit.Runners;

namespace Assay.Commands.Demos;

/// <summary>What a command answered.</summary>
/// <param name="Line">The command line, as somebody would type it.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Document">Its JSON document; undefined when it printed none.</param>
/// <param name="Messages">What it said on standard error.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DemoAnswer(
    string Line,
    ExitCode ExitCode,
    JsonElement Document,
    string Messages,
    double Seconds
);

/// <summary>
/// A shell in which the demo types <c>assay</c> commands: each goes the whole way from its arguments to its exit code, in
/// this process. Nothing of a surrounding CI job is seen.
/// </summary>
internal sealed class DemoShell(
    RunnerEnvironment environment,
    TimeProvider clock,
    Func<int, byte[]> random,
    Signals signals
)
{
    private static readonly ImmutableArray<string> ForgePrefixes =
    [
        "GITHUB_",
        "RUNNER_",
        "ACTIONS_",
        "INPUT_",
        "CI_",
        "GITLAB_",
        "ASSAY_",
        "GIT_",
    ];

    /// <summary>The environment of a person at a shell, with the example's programs on the path.</summary>
    public static RunnerEnvironment Person(RunnerEnvironment environment, string programs) =>
        environment with
        {
            Variables = environment
                .Variables.Where(v => !IsOfForge(v.Key))
                .ToDictionary()
                .Concat([
                    new("NO_COLOR", "1"),
                    new("GIT_CONFIG_NOSYSTEM", "1"),
                    new("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"),
                    new("GIT_AUTHOR_NAME", "Ada"),
                    new("GIT_AUTHOR_EMAIL", "ada@example.com"),
                    new("GIT_COMMITTER_NAME", "Ada"),
                    new("GIT_COMMITTER_EMAIL", "ada@example.com"),
                    new("PATH", programs + Path.PathSeparator + environment.Variable("PATH")),
                ])
                .GroupBy(v => v.Key)
                .ToImmutableDictionary(g => g.Key, g => g.Last().Value),
            InputIsTerminal = false,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
        };

    /// <summary>Runs <c>assay</c> with <paramref name="arguments"/> and <c>--json</c> in <paramref name="folder"/>.</summary>
    public async Task<DemoAnswer> AssayAsync(string folder, params string[] arguments)
    {
        using var messages = new StringWriter();
        using var results = new StringWriter();
        var started = clock.GetTimestamp();
        var invocation = new Invocation(
            environment with
            {
                WorkingDirectory = folder,
            },
            new RunnerOutput(messages, results),
            clock,
            random,
            signals
        );
        var exit = await invocation.RunAsync([.. arguments, "--json"], CommandTable.All).ConfigureAwait(false);
        signals.Token.ThrowIfCancellationRequested();
        return new DemoAnswer(
            "assay " + string.Join(' ', arguments),
            exit,
            Document(results.ToString()),
            messages.ToString(),
            clock.GetElapsedTime(started).TotalSeconds
        );
    }

    private static JsonElement Document(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static bool IsOfForge(string variable) =>
        variable is "CI" or "GITHUB_ACTIONS" or "GITLAB_CI"
        || ForgePrefixes.Any(p => variable.StartsWith(p, StringComparison.Ordinal));
}
