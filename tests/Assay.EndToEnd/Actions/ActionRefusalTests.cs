using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>What a container action says where it cannot do what it was asked to.</summary>
public sealed class ActionRefusalTests(DockerEngine engine, AssayImage image, GitServer server)
{
    private readonly ActionContainer _container = new(engine, image);

    [Fact]
    public async Task A_model_that_names_no_image_is_refused_at_its_line_and_both_ways_are_shown()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, owner: 1001);

        var step = await _container.RunAsync(checkout.Step("train"));

        step.ExitCode.ShouldBe(2, step.Log);
        step.Log.ShouldContain("::error file=assay.yml,line=6,col=16::models.iris.train names no image");
        step.Log.ShouldContain("image: python:3.12-slim");
        step.Log.ShouldContain("uses: OWNER/assay/actions/setup@v1");
        step.Log.ShouldContain("run: assay train --model iris");
        step.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_engine_a_training_in_an_image_is_refused_and_no_stack_is_shown()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, owner: 1001);

        var step = await _container.RunAsync(
            checkout.Step("train", "image=python:3.12-slim") with
            {
                Env = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" },
            }
        );

        step.ExitCode.ShouldBe(3, step.Log);
        step.Log.ShouldContain(
            "::error::no Docker engine answers, and 'train.image' needs one. Tried DOCKER_HOST=unix:///nowhere/docker.sock: does not exist"
        );
        step.Log.ShouldContain("leave 'image' out, and the training runs in the job itself");
        step.Log.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Every_mistake_of_assay_yml_is_an_annotation_at_its_line()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, owner: 1001);
        var settings = checkout.Read("assay.yml");
        await File.WriteAllTextAsync(
            checkout.PathOf("assay.yml"),
            settings
                .Replace("metrics: out", "metirc: out", StringComparison.Ordinal)
                .Replace("timeout: 5m", "timeout: soon", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        var step = await _container.RunAsync(checkout.Step("evaluate-gate"));

        step.ExitCode.ShouldBe(2, step.Log);
        step.Log.ShouldMatch(@"(?m)^::error file=assay\.yml,line=12,col=7::.*'metirc'.*'metrics'");
        step.Log.ShouldMatch(@"(?m)^::error file=assay\.yml,line=13,col=16::.*'soon'");
    }

    [Fact]
    public async Task The_suites_own_action_does_what_its_command_names()
    {
        using var checkout = await ActionCheckout.MakeAsync(server, owner: 1001);
        await File.WriteAllTextAsync(
            checkout.PathOf("metrics.json"),
            """{ "accuracy": 0.97 }""",
            TestContext.Current.CancellationToken
        );

        var step = await _container.RunAsync(checkout.Step("", "command=log-run", "metrics=metrics.json"));

        step.ExitCode.ShouldBe(0, step.Log);
        var id = step.Outputs["run-id"];
        (await checkout.OnServerAsync("show", $"refs/assay/inbox/{id}:metrics.jsonl")).ShouldContain("accuracy");
    }
}
