using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Ledgers;

/// <summary>The program's image on a clone of a team, as any user, and with the folder mounted as a test asks.</summary>
internal sealed class ContainerOfTeam(DockerEngine engine, AssayImage image, Team team)
{
    /// <param name="clone">The clone, which is mounted at its own path.</param>
    /// <param name="options">More options of <c>docker run</c>: a user, mounts.</param>
    /// <param name="arguments">The command line after "assay".</param>
    public Task<ProgramResult> AssayAsync(string clone, string[] options, params string[] arguments) =>
        RunAsync(["--workdir", team.File(clone), .. options], arguments);

    /// <summary>A mount of a folder of the team's at its own path.</summary>
    public string[] Mount(string name, string mode = "rw") =>
        ["--volume", $"{team.File(name)}:{team.File(name)}:{mode}"];

    /// <summary>Gives a clone to another user, as the checkout of a self-hosted runner is.</summary>
    public async Task OwnAsync(string clone, string user) =>
        await AsRootAsync(clone, "chown", "--recursive", user, ".");

    /// <summary>Files of a clone, by path, that belong to a user.</summary>
    public async Task<string[]> FilesOfAsync(string clone, string user) =>
        (await AsRootAsync(clone, "find", ".", "-user", user)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string> AsRootAsync(string clone, params string[] command) =>
        await engine.DockerAsync([
            "run",
            "--rm",
            .. Mount(clone),
            "--workdir",
            team.File(clone),
            await engine.DebianAsync(),
            .. command,
        ]);

    private async Task<ProgramResult> RunAsync(string[] options, string[] arguments)
    {
        var name = await image.NameAsync(engine);
        var result = await Cli.Wrap("docker")
            .WithArguments([
                "--host",
                engine.Endpoint,
                "run",
                "--rm",
                "--network",
                "host",
                .. options,
                name,
                .. arguments,
            ])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
