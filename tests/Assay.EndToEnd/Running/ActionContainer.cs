using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Running;

/// <summary>
/// Runs a step in the image as GitHub's runner starts a container action: the same mounts, variables, working directory and
/// user (the image's), and the engine's socket at its usual place.
/// </summary>
internal sealed class ActionContainer(DockerEngine engine, AssayImage image)
{
    public async Task<ActionResult> RunAsync(ActionStep step)
    {
        var name = await image.NameAsync(engine);
        var manifest = ActionManifestFile.Read(step.Action, step.With);
        using var folders = new RunnerFolders(step);
        var variables = folders.Variables(step, manifest, "/github/workspace", folder => $"/github/{folder}");
        var result = await Cli.Wrap("docker")
            .WithArguments([
                "--host",
                engine.Endpoint,
                "run",
                "--workdir",
                "/github/workspace",
                "--rm",
                .. variables.SelectMany(variable => (string[])["-e", $"{variable.Key}={variable.Value}"]),
                .. Mount(engine.Socket, "/var/run/docker.sock"),
                .. Mount(step.Workspace, "/github/workspace"),
                .. Mount(folders.Path("home"), "/github/home"),
                .. Mount(folders.Path("workflow"), "/github/workflow"),
                .. Mount(folders.Path("file_commands"), "/github/file_commands"),
                .. Mount(folders.Path("runner_temp"), "/github/runner_temp"),
                name,
                .. manifest.Arguments,
            ])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return folders.Result(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    private static string[] Mount(string from, string to) => ["-v", $"{from}:{to}"];
}
