namespace Assay.Toolkit.Events;

/// <summary>What made the forge start this job. Every value comes from outside: text to be shown or compared, never trusted.</summary>
public sealed record EventContext
{
    /// <summary>Whose event it is.</summary>
    public ForgeKind Forge { get; init; }

    /// <summary>The forge's own name of the event: <c>push</c>, <c>pull_request</c>, <c>merge_request_event</c>; null in a shell.</summary>
    public string? Name { get; init; }

    /// <summary>The forge's address, <c>https://github.com</c>, without a slash at its end.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>The address of its API, without a slash at its end.</summary>
    public string? ApiUrl { get; init; }

    /// <summary>The repository, <c>owner/name</c> or <c>group/subgroup/name</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit that the job was started for; in GitHub's pull requests the merge commit.</summary>
    public string? Sha { get; init; }

    /// <summary>The ref in full: <c>refs/heads/main</c>, <c>refs/tags/v1</c>, <c>refs/pull/7/merge</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>The branch that was pushed, or that a pull request comes from; null for a tag.</summary>
    public string? Branch { get; init; }

    /// <summary>The tag, when the event is about one.</summary>
    public string? Tag { get; init; }

    /// <summary>Of a push, the commit that the branch was at before; null for a branch that is new.</summary>
    public string? Before { get; init; }

    /// <summary>The repository's default branch.</summary>
    public string? DefaultBranch { get; init; }

    /// <summary>The pull (or merge) request, when the event is about exactly one.</summary>
    public PullRequest? PullRequest { get; init; }

    /// <summary>What the workflow that this one follows was started for (GitHub's <c>workflow_run</c>); else null.</summary>
    public WorkflowSource? Source { get; init; }

    /// <summary>Whether the clock started it, and no change: both forges call that <c>schedule</c>.</summary>
    public bool IsScheduled => Name == "schedule";

    /// <summary>
    /// Whether this is a pull request's own job, in which the token of a fork or a bot can only read. A job that a forge
    /// starts for pull requests with the rights of the target branch is none.
    /// </summary>
    public bool MayLackWriteAccess => PullRequest is not null && Name is not ("pull_request_target" or "workflow_run");

    /// <summary>Whether anybody may read the repository; null when that is not known.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Login of whoever started it.</summary>
    public string? Actor { get; init; }

    /// <summary>The page of this workflow run or job.</summary>
    public string? RunUrl { get; init; }

    /// <summary>A commit's id, or null where a forge says by zeros that there is none.</summary>
    internal static string? Existing(string? commit) => commit?.Trim('0') is { Length: > 0 } ? commit : null;

    /// <summary>Reads the variables and, on GitHub, the event's file. What is missing or cannot be read is null.</summary>
    public static EventContext Read(RunnerEnvironment environment) =>
        environment.Forge switch
        {
            ForgeKind.GitHub => GitHubEvent.Read(environment),
            ForgeKind.GitLab => GitLabEvent.Read(environment),
            _ => new EventContext(),
        };
}
