using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Images;

/// <summary>The image as somebody tries it who has nothing but Docker: no network, no mounts, the image's own user.</summary>
public sealed class ImageOnItsOwnTests(DockerEngine engine, AssayImage image)
{
    [Fact]
    public async Task The_demo_tells_its_story_and_every_step_comes_out_as_told()
    {
        var demo = await RunAsync("demo");

        demo.ExitCode.ShouldBe(0, demo.StandardOutput + demo.StandardError);
        demo.StandardOutput.ShouldContain("v1.0.0");
        demo.StandardOutput.ShouldContain("12 runs recorded");
        demo.StandardOutput.Split('\n').Length.ShouldBeInRange(15, 60);
    }

    [Fact]
    public async Task Its_help_names_what_it_can_do()
    {
        var help = await RunAsync("--help");

        help.ExitCode.ShouldBe(0, help.StandardError);
        foreach (var command in (string[])["train", "log-run", "evaluate-gate", "register", "promote", "rollback"])
        {
            help.StandardOutput.ShouldMatch($@"(?m)^ +{command} ");
        }
    }

    [Fact]
    public async Task Outside_of_a_repository_it_says_what_is_missing_and_shows_no_stack()
    {
        var runs = await RunAsync("runs", "list");

        runs.ExitCode.ShouldBe(2, runs.StandardError);
        runs.StandardError.ShouldContain("git repository");
        runs.StandardError.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Its_gateway_runs_as_a_containers_first_process_and_ends_when_the_container_is_stopped()
    {
        string[] run = ["run", "--detach", "--network=none", "--env=ASSAY_ADMIN_TOKEN=secret"];
        string[] gateway = [await image.NameAsync(engine), "gateway", "--stable", "http://127.0.0.1:9"];
        var id = (await engine.DockerAsync([.. run, .. gateway])).Trim();

        for (var attempt = 0; attempt < 100 && !(await LogsAsync(id)).Contains("Gateway on port 8080"); attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await engine.DockerAsync(["stop", "--time=60", id]);

        (await LogsAsync(id)).ShouldContain("Gateway on port 8080, admin on port 8081");
        (await engine.DockerAsync(["inspect", "--format={{.State.ExitCode}}", id])).Trim().ShouldBe("0");
        await engine.DockerAsync(["rm", id]);
    }

    private async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await DockerAsync(["run", "--rm", "--network", "none", await image.NameAsync(engine), .. arguments]);

    private async Task<string> LogsAsync(string id) => (await DockerAsync("logs", id)).StandardError;

    private async Task<BufferedCommandResult> DockerAsync(params string[] arguments) =>
        await Cli.Wrap("docker")
            .WithArguments(["--host", engine.Endpoint, .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
