using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Actions;

/// <summary>In the image, with the training in a container beside the action's own, in the workspace of another user.</summary>
public sealed class ActionContainerTests(ActionContainerTests.LifeInContainers life)
    : ActionLifeTests(life),
        IClassFixture<ActionContainerTests.LifeInContainers>
{
    private const int Runner = 1001;

    [Fact]
    public async Task Every_file_belongs_to_the_workspaces_owner_afterwards()
    {
        await Life.LivedAsync();

        var others = await Cli.Wrap("find")
            .WithArguments([Life.Checkout.Workspace, "!", "-user", $"{Runner}", "-printf", "%u %P\n"])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        others.StandardOutput.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_run_names_the_image_that_it_was_trained_in()
    {
        await Life.LivedAsync();

        var id = Life.FirstTraining.Outputs["run-id"];
        var run = await Life.Checkout.OnServerAsync("show", $"refs/assay/inbox/{id}:run.json");
        run.ShouldContain("local/debian:bookworm-sklearn");
    }

    /// <summary>The life in containers.</summary>
    public sealed class LifeInContainers(DockerEngine engine, AssayImage image, GitServer server) : ActionLife
    {
        private readonly ActionContainer _container = new(engine, image);

        internal override async Task<ActionCheckout> CheckOutAsync() =>
            await ActionCheckout.MakeAsync(server, await engine.ScikitLearnAsync(), Runner);

        internal override Task<ActionResult> RunAsync(ActionStep step) => _container.RunAsync(step);
    }
}
