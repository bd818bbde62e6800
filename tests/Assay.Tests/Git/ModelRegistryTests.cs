using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Registry;
using Assay.Tests.Runs;
using Assay.Toolkit;

namespace Assay.Tests.Git;

public sealed class ModelRegistryTests
{
    [Fact]
    public async Task A_version_registered_in_one_clone_is_seen_in_another_and_holds_the_runs_files()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var here = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await here.AddAsync([workspace.Run(1)], Workspace.Token);
        var run = await here.FindAsync("churn", "latest", Workspace.Token);
        var version = VersionOf(run, "v1.0.0");

        (await Registry(here, workspace).RegisterAsync(version, run, Workspace.Token)).ShouldBeTrue();

        var there = await workspace.LedgerAsync(await workspace.CloneAsync("there", "--depth=1"));
        var view = await Registry(there, workspace).ReadAsync(Workspace.Token);
        view.VersionOf("churn", SemanticVersion.First).ShouldBe(version);
        var files = await Workspace.GitAsync(
            workspace.Remote,
            "ls-tree",
            "-r",
            "--name-only",
            "refs/assay/version/churn/v1.0.0"
        );
        files.ShouldContain("run.json");
        (await Workspace.GitAsync(workspace.Remote, "rev-list", "--count", "refs/assay/version/churn/v1.0.0")).ShouldBe(
            "1"
        );
    }

    [Fact]
    public async Task Of_two_that_register_the_same_version_one_wins_and_the_other_is_told()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var one = await workspace.LedgerAsync(await workspace.CloneAsync("one"));
        await one.AddAsync([workspace.Run(1), workspace.Run(2)], Workspace.Token);
        var two = await workspace.LedgerAsync(await workspace.CloneAsync("two"));
        var runs = await two.ListAsync(Workspace.Token);

        var won = await Task.WhenAll(
            Registry(one, workspace).RegisterAsync(VersionOf(runs[0], "v1.0.0"), runs[0], Workspace.Token),
            Registry(two, workspace).RegisterAsync(VersionOf(runs[1], "v1.0.0"), runs[1], Workspace.Token)
        );

        won.Order().ShouldBe([false, true]);
        (await Registry(one, workspace).ReadAsync(Workspace.Token))
            .VersionOf("churn", SemanticVersion.First)!
            .Run.ShouldBe(won[0] ? runs[0].Id : runs[1].Id);
    }

    [Fact]
    public async Task Of_two_moves_at_once_one_wins_and_the_other_is_told()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var one = Registry(await workspace.LedgerAsync(await workspace.CloneAsync("one")), workspace);
        var two = Registry(await workspace.LedgerAsync(await workspace.CloneAsync("two")), workspace);
        (await one.MoveAsync(ExampleVersion.Promoted(0), Stage.Empty, Workspace.Token)).ShouldBeTrue();
        var (seenByOne, seenByTwo) = (await one.ReadAsync(Workspace.Token), await two.ReadAsync(Workspace.Token));

        var won = await Task.WhenAll(
            one.MoveAsync(ExampleVersion.Promoted(1), seenByOne.StageOf("churn", "prod"), Workspace.Token),
            two.MoveAsync(ExampleVersion.Promoted(2), seenByTwo.StageOf("churn", "prod"), Workspace.Token)
        );

        won.Order().ShouldBe([false, true]);
        var history = (await one.ReadAsync(Workspace.Token)).StageOf("churn", "prod").History;
        history.Transitions.ShouldBe([ExampleVersion.Promoted(0), ExampleVersion.Promoted(won[0] ? 1 : 2)]);
    }

    [Fact]
    public async Task Of_two_moves_from_one_clone_that_saw_the_same_one_wins_and_the_other_is_told()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("one");
        var first = Registry(await workspace.LedgerAsync(clone), workspace);
        var second = Registry(await workspace.LedgerAsync(clone), workspace);
        (await first.MoveAsync(ExampleVersion.Promoted(0), Stage.Empty, Workspace.Token)).ShouldBeTrue();
        var seen = (await second.ReadAsync(Workspace.Token)).StageOf("churn", "prod");

        var one = await first.MoveAsync(ExampleVersion.Promoted(1), seen, Workspace.Token);
        // The store that both share knows of that move by now; what was decided before it must not replace it.
        var two = await second.MoveAsync(ExampleVersion.Promoted(2), seen, Workspace.Token);

        one.ShouldBeTrue();
        two.ShouldBeFalse();
        (await first.ReadAsync(Workspace.Token)).StageOf("churn", "prod").History.Transitions.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_rollback_while_the_remote_is_away_is_kept_here_and_sent_with_the_next_move()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var registry = Registry(await workspace.LedgerAsync(clone), workspace, mayBeStale: true);
        await MoveAsync(registry, ExampleVersion.Promoted(0));
        await MoveAsync(registry, ExampleVersion.Promoted(1));
        await Workspace.GitAsync(clone, "remote", "set-url", "origin", "http://127.0.0.1:1/gone.git");
        var cut = Registry(await workspace.LedgerAsync(clone), workspace, mayBeStale: true);

        await MoveAsync(cut, ExampleVersion.RolledBack(0));

        workspace.Warnings.ShouldContain(w => w.Contains("the rollback is recorded here"));
        (await cut.ReadAsync(Workspace.Token))
            .StageOf("churn", "prod")
            .History.Current.ShouldBe(ExampleVersion.Of(0).Version);
        var refused = await Should.ThrowAsync<OperationError>(() => MoveAsync(cut, ExampleVersion.Promoted(2)));
        refused.Message.ShouldContain("cannot be reached");

        await Workspace.GitAsync(clone, "remote", "set-url", "origin", "file://" + workspace.Remote);
        var back = Registry(await workspace.LedgerAsync(clone), workspace);
        await MoveAsync(back, ExampleVersion.Promoted(2));
        var there = Registry(await workspace.LedgerAsync(await workspace.CloneAsync("there")), workspace);
        (await there.ReadAsync(Workspace.Token))
            .StageOf("churn", "prod")
            .History.Transitions.Select(t => t.Version.ToString())
            .ShouldBe(["v1.0.0", "v1.1.0", "v1.0.0", "v1.2.0"]);
    }

    [Fact]
    public async Task A_rollback_that_others_overtook_is_said_and_dropped()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var registry = Registry(await workspace.LedgerAsync(clone), workspace);
        await MoveAsync(registry, ExampleVersion.Promoted(0));
        await MoveAsync(registry, ExampleVersion.Promoted(1));
        await Workspace.GitAsync(clone, "remote", "set-url", "origin", "http://127.0.0.1:1/gone.git");
        await MoveAsync(
            Registry(await workspace.LedgerAsync(clone), workspace, mayBeStale: true),
            ExampleVersion.RolledBack(0)
        );
        var there = Registry(await workspace.LedgerAsync(await workspace.CloneAsync("there")), workspace);
        await MoveAsync(there, ExampleVersion.Promoted(2));
        await Workspace.GitAsync(clone, "remote", "set-url", "origin", "file://" + workspace.Remote);

        var view = await Registry(await workspace.LedgerAsync(clone), workspace).ReadAsync(Workspace.Token);

        view.StageOf("churn", "prod").History.Current.ShouldBe(ExampleVersion.Of(2).Version);
        workspace.Warnings.ShouldContain(w => w.Contains("was never sent, and others have moved churn#prod since"));
    }

    [Fact]
    public async Task A_remote_that_refuses_leaves_versions_and_stages_as_they_are()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);
        var run = await ledger.FindAsync("churn", "latest", Workspace.Token);
        workspace.AddHook("update", "#!/bin/sh\necho read-only token\nexit 1\n");
        var registry = Registry(ledger, workspace);

        var register = await Should.ThrowAsync<OperationError>(() =>
            registry.RegisterAsync(VersionOf(run, "v1.0.0"), run, Workspace.Token)
        );
        var move = await Should.ThrowAsync<OperationError>(() => MoveAsync(registry, ExampleVersion.RolledBack(0)));

        register.Message.ShouldContain("churn@v1.0.0 cannot be registered: 'origin' refused it (");
        move.Message.ShouldContain("read-only token");
        var view = await registry.ReadAsync(Workspace.Token);
        view.Versions.ShouldBeEmpty();
        view.StageOf("churn", "prod").ShouldBe(Stage.Empty);
    }

    [Fact]
    public async Task Models_and_stages_with_a_slash_stand_beside_those_whose_names_begin_alike()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var registry = Registry(await workspace.LedgerAsync(await workspace.CloneAsync("here")), workspace);
        var stages = new[] { ("eu", "churn"), ("eu/churn", "prod"), ("eu/churn", "prod/a") };
        foreach (var (model, stage) in stages)
        {
            await MoveAsync(registry, ExampleVersion.Promoted(0) with { Model = model, Stage = stage });
        }

        (await registry.ReadAsync(Workspace.Token)).Stages.Keys.ShouldBe(stages, ignoreOrder: true);
        workspace.Warnings.ShouldBeEmpty();
    }

    private static ModelRegistry Registry(Ledger ledger, Workspace workspace, bool mayBeStale = false) =>
        new(ledger.Store, workspace.Warnings.Add, mayBeStale);

    private static async Task MoveAsync(ModelRegistry registry, Transition move)
    {
        var view = await registry.ReadAsync(Workspace.Token);
        (await registry.MoveAsync(move, view.StageOf(move.Model, move.Stage), Workspace.Token)).ShouldBeTrue();
    }

    private static ModelVersion VersionOf(RunSummary run, string version) =>
        new(
            run.Model,
            SemanticVersion.Parse(version),
            run.Id,
            run.ModelDigest!.Value,
            run.Code?.Commit,
            "zoe",
            ExampleRun.Noon
        );
}
