using Assay.Engine;
using Assay.Toolkit;
using Assay.Training.Containers;

namespace Assay.EndToEnd.Training;

public sealed class TrainingEngineTests(Machine.DockerEngine machine)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_that_cannot_be_had_says_what_to_do()
    {
        await machine.RequireAsync();
        using var engine = await TrainingImage.EngineAsync(
            new Dictionary<string, string> { ["DOCKER_HOST"] = machine.Endpoint },
            Stop
        );
        var name = "127.0.0.1:1/no/such:image";

        var error = await Should.ThrowAsync<OperationError>(() =>
            TrainingImage.GetAsync(engine, name, RegistryLogin.Read(new Dictionary<string, string>()), _ => { }, Stop)
        );

        error.Message.ShouldStartWith(
            $"the image '{name}' of 'train.image' is not on the engine and cannot be pulled: "
        );
        error.Message.ShouldEndWith(
            "Correct the name, log in to its registry ('docker login'), or build it before this step"
        );
    }

    [Fact]
    public async Task Without_an_engine_the_message_names_what_was_tried_and_both_ways_out()
    {
        var variables = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" };

        var error = await Should.ThrowAsync<OperationError>(() => TrainingImage.EngineAsync(variables, Stop));

        error.Message.ShouldBe(
            "no Docker engine answers, and 'train.image' needs one. Tried DOCKER_HOST=unix:///nowhere/docker.sock: does not "
                + "exist. Start an engine or set DOCKER_HOST; or leave 'image' out, and the training runs in the job itself"
        );
    }
}
