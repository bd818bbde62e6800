using System.Text.Json;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Rollouts;

/// <summary>The same with containers of an engine.</summary>
public sealed class DockerTargetTests(DockerEngine engine, AssayImage image, DemoProject demo)
{
    private const string Quick =
        "steps: [20]\nevery: 1s\nmin_requests: 30\nsplit_by: customer_id\nanalysis: [error_rate <= 1%]";

    [Fact]
    public async Task A_version_is_rolled_out_to_containers_and_taken_back_without_a_build()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, stage: "live", engine);
        await BuildAsync(project, "v1.0.0");
        await BuildAsync(project, "v1.1.0");
        var url = await project.ServeFirstAsync();
        await using var traffic = await Traffic.BeginAsync(url, project.Folder);

        (await project.CanaryAsync("start", "--version=v1.1.0")).ExitCode.ShouldBe(0);
        var end = await project.CanaryAsync("wait");
        var back = await project.RunAsync("rollback", "--model=churn", "--stage=live");
        var after = traffic.Answered;
        while (traffic.Answered < after + 50)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        end.ExitCode.ShouldBe(0, end.Log);
        end.Output.ShouldContain("promoted: v1.1.0 serves");
        back.ExitCode.ShouldBe(0, back.Log);
        back.Output.ShouldContain("churn#live → v1.0.0");
        traffic.Lost.ShouldBeEmpty();
        (await ContainersAsync()).Length.ShouldBe(2);
        var lineage = await project.RunAsync("lineage", "churn@v1.1.0", "--json");
        var rollout = JsonDocument
            .Parse(lineage.Output)
            .RootElement.GetProperty("rollouts")
            .EnumerateArray()
            .Single(r => r.GetProperty("target").GetString() == "here");
        rollout
            .GetProperty("image_config_digest")
            .GetString()
            .ShouldBe(await InspectAsync(rollout.GetProperty("image").GetString()!, "{{.Id}}"));
        var gateway = (await ContainersAsync("gateway")).Single();
        var (user, caps, ports) = (
            await InspectAsync(gateway, "{{.Config.User}}"),
            await InspectAsync(gateway, "{{.HostConfig.CapDrop}}"),
            await InspectAsync(gateway, "{{json .NetworkSettings.Ports}}")
        );
        user.ShouldBe("65532:65532");
        caps.ShouldBe("[ALL]");
        ports.ShouldNotContain("8081/tcp\":[{");
        await RemoveAsync();
    }

    [Fact]
    public async Task A_gateway_that_starts_again_goes_on_where_it_was()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, engine: engine);
        await BuildAsync(project, "v1.0.0");
        await BuildAsync(project, "v1.1.0");
        await project.ServeFirstAsync();
        await project.CanaryAsync("start", "--version=v1.1.0");

        await engine.DockerAsync(["restart", (await ContainersAsync("gateway")).Single()]);
        var seen = await project.AnswerAsync("tick");
        var aborted = await project.CanaryAsync("abort");

        seen.GetProperty("phase").GetString().ShouldBe("step", seen.ToString());
        seen.GetProperty("weight").GetDecimal().ShouldBe(20);
        aborted.ExitCode.ShouldBe(0, aborted.Log);
        (await ContainersAsync()).Length.ShouldBe(2);
        await RemoveAsync();
    }

    [Fact]
    public async Task An_engine_that_goes_away_in_a_step_is_named_and_the_rollout_goes_on_when_it_is_back()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, engine: engine);
        await BuildAsync(project, "v1.0.0");
        await BuildAsync(project, "v1.1.0");
        await project.ServeFirstAsync();
        await project.CanaryAsync("start", "--version=v1.1.0");

        var away = await project.CanaryWithoutEngineAsync("tick");
        var back = await project.AnswerAsync("tick");
        await project.CanaryAsync("abort");

        away.ExitCode.ShouldBe(3, away.Log);
        away.Messages.ShouldContain("no Docker engine answers, and target here is one");
        away.Messages.ShouldNotContain("   at ");
        back.GetProperty("phase").GetString().ShouldBe("step");
        await RemoveAsync();
    }

    [Fact]
    public async Task A_version_without_an_image_goes_back_and_the_message_says_how_to_build_one()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, engine: engine);

        using var start = project.Start("start", "--version=v1.0.0", "--image=127.0.0.1:1/nobody/churn:v9");
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        start.Kill();
        var seen = await project.CanaryAsync("tick");
        var aborted = await project.CanaryAsync("abort");

        seen.ExitCode.ShouldBe(3, seen.Log);
        seen.Messages.ShouldContain(
            "the image '127.0.0.1:1/nobody/churn:v9' is not on the engine and cannot be pulled"
        );
        seen.Messages.ShouldContain("assay build-model-image --model churn --load");
        aborted.ExitCode.ShouldBe(0, aborted.Log);
        await RemoveAsync();
    }

    private async Task BuildAsync(RolloutProject project, string version)
    {
        var built = await project.RunAsync(
            "build-model-image",
            "--model=churn",
            $"--version={version}",
            $"--base={await image.ServerAsync(engine)}",
            "--load"
        );
        built.ExitCode.ShouldBe(0, built.Log);
    }

    private async Task<string[]> ContainersAsync(string? role = null) =>
        (
            await engine.DockerAsync([
                "ps",
                "--all",
                "--quiet",
                "--filter=label=io.github.assay.target=here",
                .. role is null ? Array.Empty<string>() : [$"--filter=label=io.github.assay.role={role}"],
            ])
        ).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string> InspectAsync(string id, string format) =>
        (await engine.DockerAsync(["inspect", $"--format={format}", id])).Trim();

    private async Task RemoveAsync()
    {
        foreach (var id in await ContainersAsync())
        {
            await engine.DockerAsync(["rm", "--force", id]);
        }
    }
}
