using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// The <c>git</c> program in one folder. Arguments are a list, never a shell line; settings and credentials reach it through
/// the environment alone; it never asks, and speaks English, so that its answers can be read.
/// </summary>
/// <param name="folder">Where it runs.</param>
/// <param name="environment">The process's outside: credentials that are there are used as they are.</param>
/// <param name="configuration">Configuration on top of what git reads itself.</param>
/// <param name="variables">More variables, such as <c>GIT_DIR</c>.</param>
internal sealed class GitProgram(
    string folder,
    RunnerEnvironment environment,
    IReadOnlyList<KeyValuePair<string, string>> configuration,
    IReadOnlyDictionary<string, string?> variables
)
{
    // The checkout of a job often belongs to another user than the process, which git refuses unless told.
    private static readonly ImmutableArray<KeyValuePair<string, string>> Always =
    [
        new("safe.directory", "*"),
        new("core.quotePath", "false"),
        new("core.fsmonitor", "false"),
        new("color.ui", "false"),
        new("advice.pushUpdateRejected", "false"),
        new("gc.auto", "0"),
        new("maintenance.auto", "false"),
        new("fetch.recurseSubmodules", "false"),
        new("push.recurseSubmodules", "no"),
        new("push.followTags", "false"),
        new("http.lowSpeedLimit", "1000"),
        new("http.lowSpeedTime", "60"),
    ];

    // Set in hooks and by callers, they would turn every command to another repository.
    private static readonly ImmutableArray<string> Unset =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
    ];

    public string Folder => folder;

    /// <summary>The same program with more variables; one that is there already gets the new value.</summary>
    public GitProgram With(params IReadOnlyCollection<KeyValuePair<string, string?>> more) =>
        new(
            folder,
            environment,
            configuration,
            variables.Where(v => !more.Any(m => m.Key == v.Key)).Concat(more).ToDictionary()
        );

    /// <summary>The same program with more configuration.</summary>
    public GitProgram Configured(params IEnumerable<KeyValuePair<string, string>> more) =>
        new(folder, environment, [.. configuration, .. more], variables);

    /// <summary>The same program in another folder.</summary>
    public GitProgram In(string other) => new(other, environment, configuration, variables);

    /// <summary>Runs it; an exit code other than 0 is the caller's to judge.</summary>
    public async Task<GitResult> TryAsync(
        IReadOnlyCollection<string> arguments,
        CancellationToken cancellationToken,
        PipeSource? input = null,
        PipeTarget? output = null
    )
    {
        var (text, errors) = (new StringBuilder(), new StringBuilder());
        try
        {
            var result = await Cli.Wrap("git")
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithEnvironmentVariables(Variables())
                .WithStandardInputPipe(input ?? PipeSource.Null)
                .WithStandardOutputPipe(output ?? PipeTarget.ToStringBuilder(text, Encoding.UTF8))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors, Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken)
                .ConfigureAwait(false);
            return new GitResult(result.ExitCode, text.ToString(), errors.ToString());
        }
        catch (Win32Exception e)
        {
            throw new OperationError($"git could not be started in '{folder}': {e.Message}. Is git on the PATH?", e);
        }
    }

    /// <summary>Runs it for no longer than <paramref name="longest"/>; then it is ended, which counts as a network's failure.</summary>
    public async Task<GitResult> TryForAsync(
        TimeSpan longest,
        TimeProvider clock,
        IReadOnlyCollection<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await TryAsync(arguments, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new GitResult(1, "", $"timed out after {longest.TotalSeconds:0} s");
        }
    }

    /// <summary>Runs it and gives its standard output without the last line feed.</summary>
    /// <exception cref="OperationError">when its exit code is not 0.</exception>
    public async Task<string> RunAsync(
        IReadOnlyCollection<string> arguments,
        CancellationToken cancellationToken,
        PipeSource? input = null,
        PipeTarget? output = null
    )
    {
        var result = await TryAsync(arguments, cancellationToken, input, output).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output.TrimEnd('\n')
            : throw new OperationError(
                $"git {arguments.First()} failed in '{folder}': {result.Reason}.{result.Remedy}"
            );
    }

    private Dictionary<string, string?> Variables()
    {
        var all = environment.Variables.ToDictionary(v => v.Key, v => (string?)v.Value);
        foreach (var name in Unset)
        {
            all[name] = null;
        }

        _ = int.TryParse(environment.Variable("GIT_CONFIG_COUNT"), CultureInfo.InvariantCulture, out var count);
        foreach (var (key, value) in Always.Concat(configuration))
        {
            all[$"GIT_CONFIG_KEY_{count}"] = key;
            all[$"GIT_CONFIG_VALUE_{count}"] = value;
            count++;
        }

        all["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
        all["GIT_TERMINAL_PROMPT"] = "0";
        all["GIT_OPTIONAL_LOCKS"] = "0";
        all["LC_ALL"] = "C";
        all["LANGUAGE"] = null;
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return all;
    }
}
