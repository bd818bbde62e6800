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

    private async Task<BufferedCommandResult> RunAsync(params string[] arguments)
    {
        var name = await image.NameAsync(engine);
        return await Cli.Wrap("docker")
            .WithArguments(["--host", engine.Endpoint, "run", "--rm", "--network", "none", name, .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }
}
