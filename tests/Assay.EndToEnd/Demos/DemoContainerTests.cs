using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using Assay.Training.Processes;

namespace Assay.EndToEnd.Demos;

/// <summary>The demo on a machine with a Docker engine and no published image of the model server.</summary>
public sealed class DemoContainerTests(DockerEngine engine)
{
    [Fact]
    public async Task With_an_engine_the_demo_is_told_in_containers_without_a_lost_request_and_leaves_none()
    {
        await engine.RequireAsync();
        using var folder = new TemporaryFolder();
        var output = folder.File("demo");

        var result = await AssayProgram.RunAsync(folder.Path, ["demo", "--out", output], Variables);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Output.ShouldContain("Models are served by containers of the Docker engine, on ");
        result.Output.ShouldMatch(@"(?m)^  serve +as a container +v1\.0\.0 ");
        result.Output.ShouldMatch(@"(?m)^  rollout +v1\.1\.0 +promoted .* 0 lost$");
        result.Output.ShouldMatch(@"(?m)^  rollout +v1\.1\.1 +rolled back .* 0 lost$");
        result.Output.ShouldMatch(@"(?m)^  rollback +prod +→ v1\.1\.0 +\d+\.\d s .* 0 lost");
        await ShouldBeGoneAsync(output);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_rollout_leaves_no_container_and_no_image_of_the_demos_models()
    {
        await engine.RequireAsync();
        using var folder = new TemporaryFolder();
        var output = folder.File("demo");
        var start = new ProcessStartInfo(AssayProgram.Path, ["demo", "--out", output])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOCKER_HOST"] = engine.Endpoint;
        using var demo = Process.Start(start)!;
        while (await demo.StandardOutput.ReadLineAsync(Stop) is { } line && !line.StartsWith("  image     v1.1.0")) { }

        while (!demo.HasExited && (await ServersAsync(output)).Length < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Stop);
        }

        Libc.Kill(demo.Id, Libc.SigInt).ShouldBe(0);
        var said = demo.StandardError.ReadToEndAsync(Stop);
        await demo.StandardOutput.ReadToEndAsync(Stop);
        await demo.WaitForExitAsync(Stop);

        demo.ExitCode.ShouldBe(130, await said);
        await ShouldBeGoneAsync(output);
    }

    private async Task ShouldBeGoneAsync(string output)
    {
        var target = TargetOf(output);
        var label = $"label=io.github.assay.target={target}";
        (await engine.DockerAsync(["ps", "--all", "--quiet", "--filter", label])).ShouldBeEmpty();
        (await engine.DockerAsync(["network", "ls", "--quiet", "--filter", label])).ShouldBeEmpty();
        (await engine.DockerAsync(["images", "--quiet", $"assay/{target}"])).ShouldBeEmpty();
    }

    private async Task<string[]> ServersAsync(string output) =>
        (
            await engine.DockerAsync([
                "ps",
                "--quiet",
                "--filter",
                $"label=io.github.assay.target={TargetOf(output)}",
                "--filter",
                "label=io.github.assay.role=server",
            ])
        ).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Of its folder, so that two demos on one engine do not meet.
    private static string TargetOf(string output) =>
        "demo-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output)))[..8];

    private Dictionary<string, string> Variables => new() { ["DOCKER_HOST"] = engine.Endpoint };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
