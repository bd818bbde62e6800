using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Images;

/// <summary>The model server's image, and a version's image built upon it.</summary>
public sealed class ServerImageTests(DockerEngine engine, AssayImage image, DemoProject demo, ImageRegistry registry)
{
    [Fact]
    public async Task A_versions_image_answers_keeps_a_profile_and_lets_a_request_end_before_it_does()
    {
        await using var container = await ServedContainer.StartAsync(engine, await BuildAsync("v1.1.0", "--load"));

        var answer = await demo.PredictAsync(container.Url);
        var profile = await container.AdminAsync("/profile");
        var (status, exitCode) = await container.EndInARequestAsync(await demo.CustomerAsync());

        answer.GetProperty("version").GetString().ShouldBe("v1.1.0");
        JsonDocument.Parse(profile).RootElement.GetProperty("rows").GetInt64().ShouldBe(1);
        profile.ShouldNotContain("Fiber optic\":\"");
        status.ShouldBe(HttpStatusCode.OK);
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_network_it_finds_itself_healthy()
    {
        var name = await BuildAsync("v1.0.0", "--load");
        var id = (await engine.DockerAsync(["run", "--detach", "--network=none", "--read-only", name])).Trim();

        var check = await HealthAsync(id);
        await engine.DockerAsync(["stop", id]);

        check.ShouldBe(0);
        (await engine.DockerAsync(["inspect", "--format={{.State.ExitCode}}", id])).Trim().ShouldBe("0");
        var said = await DockerAsync("logs", id);
        said.StandardError.ShouldStartWith("Serving churn v1.0.0 on port 8080, admin on port 8081\n");
        await engine.DockerAsync(["rm", id]);
    }

    [Fact]
    public async Task A_pushed_image_is_the_one_that_was_loaded_and_other_programs_read_it()
    {
        var skopeo = Requires.Program("skopeo", "no skopeo: install it.");
        var name = await BuildAsync("v1.1.0", "--load", "--push");

        var pushed = await Cli.Wrap(skopeo)
            .WithArguments(["inspect", "--tls-verify=false", "--config", $"docker://{name}"])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        var config = JsonDocument.Parse(pushed.StandardOutput).RootElement.GetProperty("config");
        config.GetProperty("User").GetString().ShouldBe("65532:65532");
        config
            .GetProperty("Cmd")
            .EnumerateArray()
            .Select(c => c.GetString())
            .ShouldBe(["serve", "--model", "/models/churn"]);
        config.GetProperty("Labels").GetProperty("io.github.assay.model").GetString().ShouldBe("churn");
    }

    [Fact]
    public async Task The_servers_image_has_no_shell_no_root_and_fits_70_MB_compressed()
    {
        var name = await image.ServerAsync(engine);
        var id = (await engine.DockerAsync(["create", name])).Trim();
        using var folder = new TemporaryFolder();
        await engine.DockerAsync(["export", "--output", folder.File("server.tar"), id]);
        await engine.DockerAsync(["rm", id]);

        var files = await Cli.Wrap("tar")
            .WithArguments(["-tf", folder.File("server.tar")])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        var user = await engine.DockerAsync(["inspect", "--format={{.Config.User}}", name]);

        files.StandardOutput.ShouldContain("usr/lib/assay/serving/assay-serving\n");
        files.StandardOutput.ShouldNotMatch(@"(?m)/(sh|dash|bash|busybox|apt|dpkg|python3?|perl)$");
        user.Trim().ShouldMatch(@"^[1-9]\d*:[1-9]\d*$");
        (await CompressedAsync(folder.File("server.tar"))).ShouldBeLessThan(70_000_000);
    }

    [Fact]
    public async Task Without_a_model_the_server_says_so_in_one_message_and_exits_2()
    {
        var result = await DockerAsync("run", "--rm", await image.ServerAsync(engine), "serve");

        result.ExitCode.ShouldBe(2);
        result.StandardError.ShouldBe("assay-serving: --model is missing; give the folder with model.json\n");
    }

    private async Task<string> BuildAsync(string version, params string[] places)
    {
        var name = $"{await registry.AddressAsync()}/acme/served:{version}";
        var built = await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            [
                "build-model-image",
                "--model=churn",
                $"--version={version}",
                $"--base={await image.ServerAsync(engine)}",
                $"--image={name}",
                .. places,
            ],
            new Dictionary<string, string> { ["DOCKER_HOST"] = engine.Endpoint }
        );
        built.ExitCode.ShouldBe(0, built.Log);
        return name;
    }

    private async Task<int> HealthAsync(string id)
    {
        for (var attempt = 0; ; attempt++)
        {
            var check = await DockerAsync("exec", id, "assay-serving", "healthcheck");
            if (check.ExitCode == 0 || attempt == 50)
            {
                return check.ExitCode;
            }
        }
    }

    private async Task<BufferedCommandResult> DockerAsync(params string[] arguments) =>
        await Cli.Wrap("docker")
            .WithArguments(["--host", engine.Endpoint, .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    private static async Task<long> CompressedAsync(string tar)
    {
        await using var file = File.OpenRead(tar);
        using var counted = new MemoryStream();
        await using (var gzip = new GZipStream(counted, CompressionLevel.Optimal, leaveOpen: true))
        {
            await file.CopyToAsync(gzip, TestContext.Current.CancellationToken);
        }

        return counted.Length;
    }
}
