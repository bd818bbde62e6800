namespace Assay.EndToEnd.Running;

/// <summary>What a step left behind.</summary>
/// <param name="ExitCode">Of the program; the step fails when it is not 0.</param>
/// <param name="Outputs">What the runner read from GITHUB_OUTPUT.</param>
/// <param name="Summary">What the runner shows on the job's page, Markdown.</param>
/// <param name="Environment">What later steps get from GITHUB_ENV.</param>
/// <param name="Log">Standard output and standard error, with the workflow commands in them.</param>
public sealed record ActionResult(
    int ExitCode,
    IReadOnlyDictionary<string, string> Outputs,
    string Summary,
    IReadOnlyDictionary<string, string> Environment,
    string Log
);
