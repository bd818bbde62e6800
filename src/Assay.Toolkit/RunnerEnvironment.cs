using System.Collections.Immutable;

namespace Assay.Toolkit;

/// <summary>The outside of the process, read once at its start: variables, folders, terminal, user.</summary>
public sealed record RunnerEnvironment
{
    /// <summary>All environment variables by name.</summary>
    public required ImmutableDictionary<string, string> Variables { get; init; }

    /// <summary>The working directory, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Whether standard input is a terminal, so that somebody can be asked.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether standard output, where results go, is a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether standard error, where messages go, is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns for text; of the terminal, or 120 where there is none.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Name of the user that the process runs as.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The host's name.</summary>
    public string MachineName { get; init; } = "";

    /// <summary>Whether the process runs as root.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>The process's id.</summary>
    public int ProcessId { get; init; }

    /// <summary>Whose runner started the program.</summary>
    public ForgeKind Forge =>
        IsTrue("GITHUB_ACTIONS") ? ForgeKind.GitHub
        : IsTrue("GITLAB_CI") ? ForgeKind.GitLab
        : ForgeKind.None;

    /// <summary>The folder of the job's checkout, absolute: the runner's workspace, or the working directory.</summary>
    public string Workspace =>
        Forge switch
        {
            ForgeKind.GitHub => Variable("GITHUB_WORKSPACE"),
            ForgeKind.GitLab => Variable("CI_PROJECT_DIR"),
            _ => null,
        } ?? WorkingDirectory;

    /// <summary>A folder for scratch files that the runner cleans, absolute.</summary>
    public string TempDirectory => Variable("RUNNER_TEMP") ?? Variable("TMPDIR") ?? Path.GetTempPath();

    /// <summary>Whether messages may be coloured: <c>NO_COLOR</c> forbids, <c>FORCE_COLOR</c> allows, else a terminal or a forge's log page.</summary>
    public bool MessagesInColor => MayColor(ErrorIsTerminal || Forge != ForgeKind.None);

    /// <summary>Whether results may be coloured, by the same rule; a redirected result never is unless forced.</summary>
    public bool ResultsInColor => MayColor(OutputIsTerminal);

    /// <summary>A variable's value; null when it is not set or empty.</summary>
    public string? Variable(string name) =>
        Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A path that is relative to the working directory made absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>
    /// A path as later steps and jobs may use it, which see the workspace elsewhere than a container did: from the workspace where
    /// it lies in there, else absolute.
    /// </summary>
    public string FromWorkspace(string path)
    {
        var relative = Path.GetRelativePath(Workspace, FullPath(path)).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal)
            ? FullPath(path)
            : relative;
    }

    private bool IsTrue(string name) => string.Equals(Variable(name), "true", StringComparison.OrdinalIgnoreCase);

    private bool MayColor(bool shown) =>
        Variable("NO_COLOR") is null
        && (Variable("FORCE_COLOR") is { } force ? force != "0" : shown && Variable("TERM") != "dumb");
}
