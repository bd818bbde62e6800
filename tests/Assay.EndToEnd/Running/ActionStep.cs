namespace Assay.EndToEnd.Running;

/// <summary>One step of a GitHub job that uses an action of this repository.</summary>
/// <param name="Action">Its folder in <c>actions/</c>: "train"; empty for the suite's action at the root.</param>
/// <param name="Workspace">The job's checkout, a folder of this machine.</param>
public sealed record ActionStep(string Action, string Workspace)
{
    /// <summary>The step's <c>with:</c>.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    /// <summary>The step's <c>env:</c>, and whatever else the runner is to say otherwise than usual.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>What started the workflow: push, pull_request, workflow_dispatch …</summary>
    public string EventName { get; init; } = "push";

    /// <summary>The event's payload, as in <c>GITHUB_EVENT_PATH</c>.</summary>
    public string EventJson { get; init; } = "{}";
}
