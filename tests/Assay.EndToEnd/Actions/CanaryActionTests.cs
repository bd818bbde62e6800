using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>The action deploy-canary as GitHub's runner starts it: in its container, with the engine's socket.</summary>
public sealed class CanaryActionTests(DockerEngine engine, AssayImage image, GitServer server, DemoProject demo)
{
    private const string Target = "action";

    [Fact]
    public async Task Two_versions_are_rolled_out_job_by_job_and_the_second_is_taken_back()
    {
        await engine.RequireAsync();
        using var checkout = await DemoCheckout.MakeAsync(server, demo);
        await ServeByContainersAsync(checkout.File("churn/churn/assay.yml"));
        foreach (var version in (string[])["v1.0.0", "v1.1.0"])
        {
            var built = await RunAsync(
                checkout,
                "build-model-image",
                ("version", version),
                ("base", await image.ServerAsync(engine)),
                ("load", "true")
            );
            built.ExitCode.ShouldBe(0, built.Log);
        }

        var first = await RunAsync(checkout, "deploy-canary", ("do", "start"), ("version", "v1.0.0"));
        var second = await RunAsync(checkout, "deploy-canary", ("do", "start"), ("version", "v1.1.0"));
        var tick = await RunAsync(checkout, "deploy-canary", ("do", "tick"));
        var back = await RunAsync(checkout, "deploy-canary", ("do", "abort"), ("reason", "enough seen"));
        var again = await RunAsync(checkout, "deploy-canary", ("do", "start"), ("version", "v1.1.0"));
        await RemoveAsync();

        first.ExitCode.ShouldBe(0, first.Log);
        first.Outputs["phase"].ShouldBe("promoted");
        first.Outputs["url"].ShouldStartWith("http://127.0.0.1:");
        second.Outputs["phase"].ShouldBe("step", second.Log);
        second.Outputs["weight"].ShouldBe("20");
        tick.ExitCode.ShouldBe(0, tick.Log);
        tick.Outputs["verdict"].ShouldBe("no-data");
        back.ExitCode.ShouldBe(0, back.Log);
        back.Outputs["phase"].ShouldBe("rolled-back");
        again.ExitCode.ShouldBe(2, again.Log);
        again.Log.ShouldContain("::error::");
        again.Log.ShouldContain("enough seen");
    }

    private Task<ActionResult> RunAsync(
        TemporaryFolder checkout,
        string action,
        params (string Name, string Value)[] inputs
    ) =>
        new ActionContainer(engine, image).RunAsync(
            new ActionStep(action, checkout.File("churn/churn"))
            {
                With = inputs
                    .Append(("model", "churn"))
                    .Concat(action == "deploy-canary" ? [("target", Target)] : Array.Empty<(string, string)>())
                    .ToDictionary(i => i.Item1, i => i.Item2),
            }
        );

    private static async Task ServeByContainersAsync(string settings)
    {
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            settings,
            text.Replace("prod: { kind: process, stage: prod,", Target + ": { kind: docker,"),
            TestContext.Current.CancellationToken
        );
    }

    private async Task RemoveAsync()
    {
        var ids = await engine.DockerAsync([
            "ps",
            "--all",
            "--quiet",
            $"--filter=label=io.github.assay.target={Target}",
        ]);
        foreach (var id in ids.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await engine.DockerAsync(["rm", "--force", id]);
        }
    }
}
