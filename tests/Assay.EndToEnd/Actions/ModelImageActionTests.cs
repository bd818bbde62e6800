using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>The action build-model-image as GitHub's runner starts it: in its container, in a shallow checkout of a git server's repository.</summary>
public sealed class ModelImageActionTests(
    DockerEngine engine,
    AssayImage image,
    GitServer server,
    ImageRegistry registry,
    DemoProject demo
)
{
    [Fact]
    public async Task A_version_is_built_loaded_and_named_by_its_digests_for_later_steps()
    {
        await engine.RequireAsync();
        using var checkout = await DemoCheckout.MakeAsync(server, demo);
        var name = $"{await registry.AddressAsync()}/acme/action:v1.1.0";

        var result = await RunAsync(checkout, ("version", "v1.1.0"), ("image", name), ("load", "true"));

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["image"].ShouldBe(name);
        result.Outputs["version"].ShouldBe("v1.1.0");
        result.Outputs["digest"].ShouldMatch("^sha256:[0-9a-f]{64}$");
        var loaded = await engine.DockerAsync(["image", "inspect", "--format={{.Id}}", name]);
        loaded.Trim().ShouldBe(result.Outputs["config-digest"]);
    }

    [Fact]
    public async Task A_version_that_nobody_registered_is_an_error_on_the_jobs_page()
    {
        await engine.RequireAsync();
        using var checkout = await DemoCheckout.MakeAsync(server, demo);

        var result = await RunAsync(checkout, ("version", "v9.9.9"), ("load", "true"));

        result.ExitCode.ShouldBe(2, result.Log);
        result.Log.ShouldContain("::error::");
        result.Log.ShouldContain("v9.9.9");
    }

    private async Task<ActionResult> RunAsync(TemporaryFolder checkout, params (string Name, string Value)[] inputs) =>
        await new ActionContainer(engine, image).RunAsync(
            new ActionStep("build-model-image", checkout.File("churn/churn"))
            {
                With = inputs
                    .Append(("model", "churn"))
                    .Append(("base", await image.ServerAsync(engine)))
                    .ToDictionary(i => i.Item1, i => i.Item2),
            }
        );
}
