using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Ledgers;

/// <summary>A container whose user is not the one that the checkout belongs to, or may not write it.</summary>
public sealed class OtherUserTests(DockerEngine engine, AssayImage image, GitServer server)
{
    private const string Runner = "1001";
    private static readonly string[] Log = ["log-run", "--model", "churn", "--metrics", "metrics.json"];
    private static readonly string[] AsOther = ["--user", "1234"];
    private static readonly string[] AsRunner = ["--user", Runner];

    [Fact]
    public async Task Root_leaves_nothing_of_its_own_in_a_runners_workspace_and_gives_away_nothing_outside_of_it()
    {
        using var team = await Team.MakeAsync(server);
        var container = await WorkspaceAsync(team);
        Directory.CreateDirectory(team.File("outside/folder"));
        Directory.CreateDirectory(team.File("work/.assay"));
        File.CreateSymbolicLink(team.File("work/.assay/link"), team.File("outside"));
        await container.OwnAsync("outside", "0");
        await container.OwnAsync("work", Runner);
        string[] mounts = [.. container.Mount("work"), .. container.Mount("outside")];

        var root = await container.AssayAsync("work", mounts, Log);
        var bundle = await container.AssayAsync("work", mounts, [.. Log, "--bundle"]);
        var runner = await container.AssayAsync("work", [.. AsRunner, .. mounts], Log);

        root.ExitCode.ShouldBe(0, root.Log);
        bundle.ExitCode.ShouldBe(0, bundle.Log);
        runner.ExitCode.ShouldBe(0, runner.Log);
        (await container.FilesOfAsync("work", "root")).ShouldBeEmpty();
        (await container.FilesOfAsync("outside", Runner)).ShouldBeEmpty();
        (await team.RemoteRefsAsync("refs/assay/inbox/")).Length.ShouldBe(2);
        await container.OwnAsync("work", "0");
    }

    [Fact]
    public async Task A_user_who_may_not_write_the_clone_is_told_so_and_may_read_what_was_seen_there()
    {
        using var team = await Team.MakeAsync(server);
        var container = await WorkspaceAsync(team);
        string[] mount = container.Mount("work");

        var first = await container.AssayAsync("work", [.. AsOther, .. mount], Log);
        await container.AssayAsync("work", [.. AsRunner, .. mount], Log);
        var second = await container.AssayAsync("work", [.. AsOther, .. mount], Log);
        var list = await container.AssayAsync("work", [.. AsOther, .. mount], "runs", "list");

        first.ExitCode.ShouldBe(3, first.Log);
        first.Messages.ShouldContain(".git/assay' cannot be made, and runs are kept there");
        first.Messages.ShouldContain("Give this user write access to the git directory");
        second.ExitCode.ShouldBe(3, second.Log);
        second.Messages.ShouldContain("This user may not write there: run as the folder's owner");
        list.ExitCode.ShouldBe(0, list.Log);
        list.Output.ShouldContain("logged");
        list.Messages.ShouldContain("What follows is what was seen before.");
        await container.OwnAsync("work", "0");
    }

    [Theory]
    [InlineData("work")]
    [InlineData("work/.git")]
    public async Task A_folder_that_is_mounted_for_reading_only_is_named_and_what_was_seen_is_shown(string folder)
    {
        using var team = await Team.MakeAsync(server);
        var container = await WorkspaceAsync(team);
        string[] mounts = [.. container.Mount("work"), .. container.Mount(folder, "ro")];
        string[] once = folder == "work" ? container.Mount("work", "ro") : mounts;

        var first = await container.AssayAsync("work", [.. AsRunner, .. once], Log);
        await container.AssayAsync("work", [.. AsRunner, .. container.Mount("work")], Log);
        var second = await container.AssayAsync("work", [.. AsRunner, .. once], Log);
        var list = await container.AssayAsync("work", [.. AsRunner, .. once], "runs", "list");

        first.ExitCode.ShouldBe(3, first.Log);
        first.Messages.ShouldContain(".git/assay' cannot be made, and runs are kept there: Read-only file system");
        second.ExitCode.ShouldBe(3, second.Log);
        second.Messages.ShouldContain("The disk is mounted for reading only: mount it for writing.");
        list.ExitCode.ShouldBe(0, list.Log);
        list.Output.ShouldContain("logged");
        await container.OwnAsync("work", "0");
    }

    // A checkout that belongs to a runner's user.
    private async Task<ContainerOfTeam> WorkspaceAsync(Team team)
    {
        var container = new ContainerOfTeam(engine, image, team);
        await team.CheckOutAsync("work");
        await container.OwnAsync("work", Runner);
        return container;
    }
}
