using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>A run that stands for another training, and was never sent.</summary>
public sealed class ReusedRunTests
{
    private const string Settings = """
        version: 1
        models:
          churn:
            task: binary
            train: { command: 'echo a model > model.pkl', inputs: [assay.yml], model: model.pkl }
        """;

    [Fact]
    public async Task A_run_that_waits_in_the_clone_is_sent_when_it_is_reused()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "assay.yml", Settings);
        await Workspace.GitAsync(clone, "remote", "rename", "origin", "away");
        await Workspace.GitAsync(clone, "remote", "set-url", "away", "file:///does/not/exist.git");
        var refused = await new Shell(clone).AssayAsync("train", "--model", "churn");
        refused.Exit.ShouldBe(ExitCode.Failed, refused.Messages);
        await Workspace.GitAsync(clone, "remote", "set-url", "away", "file://" + workspace.Remote);

        var reused = await new Shell(clone).AssayAsync("train", "--model", "churn");

        reused.Exit.ShouldBe(ExitCode.Done, reused.Messages);
        reused.Messages.ShouldContain("stands for this one");
        (await workspace.RemoteRefsAsync("refs/assay/inbox")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_remote_is_away_a_reused_run_is_left_as_a_bundle_and_the_exit_code_says_so()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "assay.yml", Settings);
        await Workspace.GitAsync(clone, "remote", "set-url", "origin", "file:///does/not/exist.git");
        await new Shell(clone).AssayAsync("train", "--model", "churn");

        var reused = await new Shell(clone).AssayAsync("train", "--model", "churn");

        reused.Exit.ShouldBe(ExitCode.Failed, reused.Messages);
        reused.Messages.ShouldContain("stands for this one");
        Directory.GetFiles(Path.Combine(clone, ".assay"), "*.bundle").ShouldHaveSingleItem();
    }
}
