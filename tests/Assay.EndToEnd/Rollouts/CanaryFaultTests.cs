using System.Net;
using System.Net.Sockets;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Rollouts;

/// <summary>What becomes of a rollout when its servers die, do not start, or find their port taken.</summary>
public sealed class CanaryFaultTests(DemoProject demo)
{
    private const string Quick =
        "steps: [10, 50]\nevery: 1s\nmin_requests: 50\nsplit_by: customer_id\nanalysis: [error_rate <= 1%]";

    [Fact]
    public async Task A_canary_that_dies_goes_back_and_is_refused_until_somebody_says_why()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick);
        await project.ServeFirstAsync();
        await project.CanaryAsync("start", "--version=v1.1.0");

        await project.KillAsync("servers/v1.1.0/");
        var end = await project.CanaryAsync("wait");
        var again = await project.CanaryAsync("start", "--version=v1.1.0");
        var overridden = await project.CanaryAsync("start", "--version=v1.1.0", "--override=it was killed by hand");

        end.ExitCode.ShouldBe(1, end.Log);
        end.Output.ShouldContain("rolled back: the server of v1.1.0 died");
        again.ExitCode.ShouldBe(2, again.Log);
        again.Messages.ShouldContain("went back from here before (the server of v1.1.0 died");
        again.Messages.ShouldContain("--override REASON");
        overridden.ExitCode.ShouldBe(0, overridden.Log);
    }

    [Fact]
    public async Task A_stable_version_that_dies_is_started_again_and_nothing_is_decided_meanwhile()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick);
        await project.ServeFirstAsync();
        await project.CanaryAsync("start", "--version=v1.1.0");

        await project.KillAsync("servers/v1.0.0/");
        var seen = await project.AnswerAsync("tick");
        var after = await project.AnswerAsync("tick");

        seen.GetProperty("phase").GetString().ShouldBe("step");
        seen.GetProperty("waits").GetString()!.ShouldContain("the stable version does not answer");
        after.GetProperty("phase").GetString().ShouldBe("step");
        project.Processes().Count(line => line.Contains("servers/v1.0.0/")).ShouldBe(1);
    }

    [Fact]
    public async Task A_canary_that_never_gets_ready_goes_back_and_the_message_says_what_its_server_said()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick + "\nready_within: 3s");
        await project.ServeFirstAsync();
        await project.CanaryAsync("start", "--version=v1.1.0");
        await project.CanaryAsync("abort");
        var model = Directory
            .EnumerateFiles(project.Folder, "model.onnx", SearchOption.AllDirectories)
            .Single(file => file.Contains("servers/v1.1.0/"));
        await File.WriteAllTextAsync(model, "no model", TestContext.Current.CancellationToken);

        var end = await project.CanaryAsync("start", "--version=v1.1.0", "--override=see it fail");

        end.ExitCode.ShouldBe(1, end.Log);
        end.Output.ShouldContain("rolled back: v1.1.0 did not get ready within 3.0 s");
        end.Output.ShouldContain("model.onnx");
        project.Processes().Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_port_in_use_is_named_nothing_is_left_and_a_free_one_serves()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var project = await RolloutProject.MakeAsync(demo, Quick + "\nready_within: 2s", port: port);

        var refused = await project.CanaryAsync("start", "--version=v1.0.0");
        var left = project.Processes();
        taken.Stop();
        var again = await project.CanaryAsync("start", "--version=v1.0.0", "--override=the port is free");

        refused.ExitCode.ShouldBe(1, refused.Log);
        refused.Log.ShouldContain($"port {port}");
        refused.Log.ShouldContain("in use");
        left.ShouldBeEmpty();
        again.ExitCode.ShouldBe(0, again.Log);
        again.Output.ShouldContain($"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task What_served_and_does_not_run_any_more_is_started_again_when_it_is_asked_for()
    {
        await using var project = await RolloutProject.MakeAsync(demo, Quick, stage: "live");
        await project.ServeFirstAsync();
        await project.KillAsync("");

        var answer = await project.AnswerAsync("start", "--version=v1.0.0");

        var url = new Uri(answer.GetProperty("url").GetString()!);
        (await demo.PredictAsync(url)).GetProperty("version").GetString().ShouldBe("v1.0.0");
        project.Processes().Length.ShouldBe(2);
        (await project.PhasesAsync())[^1].ShouldBe("promoted");
    }
}
