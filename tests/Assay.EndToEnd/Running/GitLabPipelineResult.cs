using System.Text.RegularExpressions;

namespace Assay.EndToEnd.Running;

/// <summary>What a pipeline left.</summary>
/// <param name="state">Where gitlab-ci-local keeps what jobs left.</param>
/// <param name="exitCode">Its own.</param>
/// <param name="log">What it printed.</param>
internal sealed partial class GitLabPipelineResult(string state, int exitCode, string log)
{
    /// <summary>1 where a job failed that may not.</summary>
    public int ExitCode => exitCode;

    public string Log => log;

    /// <summary>The jobs that ran, and how they ended: <c>PASS churn-train</c>.</summary>
    public string[] Jobs => [.. Ends().Matches(log).Select(m => $"{m.Groups["end"]} {m.Groups["job"]}")];

    /// <summary>What later jobs get of a job's dotenv report, within GitLab's limits.</summary>
    public IReadOnlyDictionary<string, string> Variables(string job) =>
        DotenvReport.Read(Path.Combine(state, "artifacts", job, ".gitlab-ci-reports", "dotenv", "assay.env"));

    /// <summary>A file of a job's artifacts.</summary>
    public string Artifact(string job, string file) => File.ReadAllText(Path.Combine(state, "artifacts", job, file));

    /// <summary>A file that a job left in its folder: reports are no artifacts here.</summary>
    public string InFolder(string job, string file) => Path.Combine(state, "builds", job, file);

    /// <summary>What a job printed, with the exit code that it ended with.</summary>
    public string LogOf(string job) =>
        string.Join('\n', log.Split('\n').Where(line => line.StartsWith(job + " ", StringComparison.Ordinal)));

    [GeneratedRegex(@"^ (?<end>PASS|WARN|FAIL) +(?<job>\S+) *(?:pre_script)?$", RegexOptions.Multiline)]
    private static partial Regex Ends();
}
