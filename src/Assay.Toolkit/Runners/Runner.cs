namespace Assay.Toolkit.Runners;

/// <summary>Makes the runner that fits the environment.</summary>
public static class Runner
{
    /// <summary>GitHub's, GitLab's or the shell's.</summary>
    /// <param name="environment">The process's outside.</param>
    /// <param name="output">Its streams.</param>
    /// <param name="clock">Time, for sections and progress.</param>
    /// <param name="random">Gives that many unguessable bytes.</param>
    public static IRunner For(
        RunnerEnvironment environment,
        RunnerOutput output,
        TimeProvider clock,
        Func<int, byte[]> random
    ) =>
        environment.Forge switch
        {
            ForgeKind.GitHub => new GitHubRunner(environment, output, clock, random),
            ForgeKind.GitLab => new GitLabRunner(environment, output, clock),
            _ => new ShellRunner(environment, output, clock),
        };
}
