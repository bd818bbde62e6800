namespace Assay.EndToEnd.Running;

/// <summary>Runs a step without a container, as after <c>actions/setup</c>: the program on the PATH, in the job itself.</summary>
internal static class ActionInJob
{
    public static async Task<ActionResult> RunAsync(ActionStep step)
    {
        var manifest = ActionManifestFile.Read(step.Action, step.With);
        using var folders = new RunnerFolders(step);
        var variables = folders.Variables(step, manifest, step.Workspace, folders.Path);
        var result = await AssayProgram.RunAsync(step.Workspace, manifest.Arguments, variables);
        return folders.Result(result.ExitCode, result.Output + result.Messages);
    }
}
