using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Images;

/// <summary>Model images in a real engine and a real registry, as other programs see them.</summary>
public sealed class ModelImageTests(DockerEngine engine, ImageRegistry registry, DemoProject demo)
{
    private static readonly string[] Versions = ["v1.0.0", "v1.1.0"];

    [Fact]
    public async Task A_version_becomes_an_image_that_the_engine_loads_and_a_registry_keeps_under_the_digests_that_were_told()
    {
        var skopeo = Requires.Program("skopeo", "no skopeo: install it.");
        var server = await engine.DebianAsync();
        var name = $"{await registry.AddressAsync()}/acme/churn:v1.1.0";
        using var folder = new TemporaryFolder();
        string[] build =
        [
            "build-model-image",
            "--model",
            "churn",
            "--base",
            server,
            "--image",
            name,
            "--version",
            "v1.1.0",
        ];

        var built = await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            [.. build, "--load", "--push", "--output", folder.File("image.tar"), "--json"],
            Engine()
        );
        var again = await AssayProgram.RunAsync(
            await demo.OtherCloneAsync(),
            [.. build, "--output", folder.File("again.tar"), "--json"],
            Engine()
        );

        built.ExitCode.ShouldBe(0, built.Log);
        var image = JsonDocument.Parse(built.Output).RootElement;
        var digest = image.GetProperty("digest").GetString()!;
        again.ExitCode.ShouldBe(0, again.Log);
        JsonDocument.Parse(again.Output).RootElement.GetProperty("digest").GetString().ShouldBe(digest);
        (await File.ReadAllBytesAsync(folder.File("again.tar"), Stop)).ShouldBe(
            await File.ReadAllBytesAsync(folder.File("image.tar"), Stop)
        );
        var loaded = await engine.DockerAsync(["image", "inspect", "--format", "{{.Id}}", name]);
        loaded.Trim().ShouldBe(image.GetProperty("config_digest").GetString());
        var files = await engine.DockerAsync(["run", "--rm", "--entrypoint", "find", name, "/models", "-type", "f"]);
        files.ShouldContain("/models/churn/model.json");
        files.ShouldContain("/models/churn/v1.1.0/model.onnx");
        var inspected = await Cli.Wrap(skopeo)
            .WithArguments(["inspect", "--tls-verify=false", $"docker://{name}"])
            .ExecuteBufferedAsync(Stop);
        var seen = JsonDocument.Parse(inspected.StandardOutput).RootElement;
        seen.GetProperty("Digest").GetString().ShouldBe(digest);
        seen.GetProperty("Labels")
            .GetProperty("io.github.assay.run")
            .GetString()
            .ShouldBe(image.GetProperty("run_id").GetString());
        await engine.DockerAsync(["pull", "--quiet", $"{name.Split(":v")[0]}@{digest}"]);
    }

    [Fact]
    public async Task A_base_in_a_registry_is_built_upon_without_an_engine_and_its_layers_are_taken_over()
    {
        var server = await engine.DebianAsync();
        var address = await registry.AddressAsync();
        await engine.DockerAsync(["tag", server, $"{address}/base/debian:1"]);
        await engine.DockerAsync(["push", "--quiet", $"{address}/base/debian:1"]);

        var built = await AssayProgram.RunAsync(
            await demo.CloneAsync(),
            [
                "build-model-image",
                "--model",
                "churn",
                "--base",
                $"{address}/base/debian:1",
                "--image",
                $"{address}/acme/other:v1.0.0",
                "--push",
                "--json",
            ],
            new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere.sock" }
        );

        built.ExitCode.ShouldBe(0, built.Log);
        var digest = JsonDocument.Parse(built.Output).RootElement.GetProperty("digest").GetString();
        await engine.DockerAsync(["pull", "--quiet", $"{address}/acme/other@{digest}"]);
    }

    [Fact]
    public async Task A_base_that_the_engine_never_saw_is_loaded_with_the_model_and_the_next_version_on_top_of_it()
    {
        await engine.RequireAsync();
        using var folder = new TemporaryFolder();
        var server = await UnseenBase.WriteAsync(folder.File("server.tar"));

        foreach (var version in Versions)
        {
            var name = $"local/unseen-{server[..12]}:{version}";
            var built = await AssayProgram.RunAsync(
                await demo.CloneAsync(),
                [
                    "build-model-image",
                    "--model=churn",
                    $"--version={version}",
                    $"--base={folder.File("server.tar")}",
                    $"--image={name}",
                    "--load",
                    "--json",
                ],
                Engine()
            );

            built.ExitCode.ShouldBe(0, built.Log);
            var image = JsonDocument.Parse(built.Output).RootElement;
            var loaded = await engine.DockerAsync(["image", "inspect", "--format={{.Id}} {{.RootFS.Layers}}", name]);
            loaded.ShouldStartWith(image.GetProperty("config_digest").GetString() + " [sha256:" + server);
        }

        await engine.DockerAsync(["rmi", .. Versions.Select(v => $"local/unseen-{server[..12]}:{v}")]);
    }

    private Dictionary<string, string> Engine() => new() { ["DOCKER_HOST"] = engine.Endpoint };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
