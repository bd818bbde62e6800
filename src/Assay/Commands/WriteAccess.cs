using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>What a job or a person lacks to write to the remote, and how to get it.</summary>
internal static class WriteAccess
{
    /// <summary>How a job or a person comes to the right to push.</summary>
    public static string Remedy(CommandContext context) =>
        context.Environment.Forge switch
        {
            ForgeKind.GitHub =>
                "give the job 'permissions: contents: write'; in a pull request from a fork no job may write, and the run is handed on as a bundle",
            ForgeKind.GitLab =>
                "allow Git push requests of the job token (Settings, CI/CD, Job token permissions), or give a project access token",
            _ => "git push must work here",
        };

    /// <summary>What is missing for a push that failed so, one sentence without a full stop.</summary>
    public static string Missing(CommandContext context, string remote, GitFailure failure) =>
        failure switch
        {
            GitFailure.NoCredentials when context.Environment.Forge == ForgeKind.None =>
                $"Git has no valid user and password or key for {remote} here: 'git ls-remote {remote}' asks for them",
            GitFailure.NoCredentials =>
                $"The checkout has no valid credentials for {remote}: let it keep them, with a token that has not expired, and {Remedy(context)}",
            GitFailure.Rejected =>
                $"A rule or hook of the server refuses {RefNames.Root}*: let it take them from this user",
            GitFailure.Transient => "It did not answer, after retries",
            _ => $"These credentials may not push: {Remedy(context)}",
        };
}
