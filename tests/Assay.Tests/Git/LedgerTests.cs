using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Runs;
using Assay.Toolkit;

namespace Assay.Tests.Git;

public sealed class LedgerTests
{
    [Fact]
    public async Task A_run_recorded_in_one_clone_is_seen_in_another_with_its_artifacts()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var here = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        var there = await workspace.LedgerAsync(await workspace.CloneAsync("there", "--depth=1"));
        var recorded = workspace.Run(1);

        (await here.AddAsync([recorded], Workspace.Token)).ShouldBe(new PushOutcome.Pushed("origin", 0));

        var seen = (await there.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        seen.Id.ShouldBe(recorded.Run.Id);
        var run = await there.GetAsync(seen, Workspace.Token);
        RunDocument.Write(run).ShouldBe(RunDocument.Write(recorded.Run));
        run.Metrics.Values.ShouldBe(recorded.Run.Metrics.Values);
        var file = await there.ArtifactAsync(seen, run.ModelArtifact!, workspace.Folder, Workspace.Token);
        (await File.ReadAllTextAsync(file, Workspace.Token)).ShouldBe("model");
    }

    [Fact]
    public async Task Recording_leaves_the_repository_itself_as_it_was()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var before = await Workspace.GitAsync(clone, "for-each-ref");
        var ledger = await workspace.LedgerAsync(clone);

        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);
        await ledger.ListAsync(Workspace.Token);

        (await Workspace.GitAsync(clone, "for-each-ref")).ShouldBe(before);
        (await Workspace.GitAsync(clone, "status", "--porcelain")).ShouldBeEmpty();
        (await Workspace.GitAsync(clone, "rev-parse", "--is-shallow-repository")).ShouldBe("false");
        (await Workspace.GitAsync(clone, "log", "--all", "--oneline")).Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_remote_runs_stay_here_until_there_is_one()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var alone = await workspace.InitAsync("alone");
        var ledger = await workspace.LedgerAsync(alone);
        (await ledger.AddAsync([workspace.Run(1)], Workspace.Token)).ShouldBeOfType<PushOutcome.Kept>();
        (await ledger.ListAsync(Workspace.Token)).ShouldHaveSingleItem();

        await Workspace.GitAsync(alone, "remote", "add", "origin", workspace.Remote);
        var later = await workspace.LedgerAsync(alone);

        (await later.AddAsync([workspace.Run(2)], Workspace.Token)).ShouldBe(new PushOutcome.Pushed("origin", 1));
        (await workspace.RemoteRefsAsync(RefNames.Inbox)).Length.ShouldBe(2);
        (await later.ListAsync(Workspace.Token)).Select(r => r.Id).ShouldBe([ExampleRun.Id(2), ExampleRun.Id(1)]);
    }

    [Fact]
    public async Task Twelve_writers_at_once_lose_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        string[] clones = [await workspace.CloneAsync("one"), await workspace.CloneAsync("two", "--depth=1")];

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(1, 12)
                .Select(async number =>
                {
                    var ledger = await workspace.LedgerAsync(clones[number % 2]);
                    return await ledger.AddAsync(
                        [workspace.Run(number, at: TimeProvider.System.GetUtcNow())],
                        Workspace.Token
                    );
                })
        );

        outcomes.ShouldAllBe(o => o == new PushOutcome.Pushed("origin", 0));
        (await workspace.RemoteRefsAsync(RefNames.Inbox)).Length.ShouldBe(12);
        var ledger = await workspace.LedgerAsync(clones[0]);
        (await ledger.ListAsync(Workspace.Token)).Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_remote_that_refuses_leaves_a_bundle_and_the_command_that_sends_it()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        workspace.AddHook("update", "#!/bin/sh\necho runs are not welcome here\nexit 1\n");
        var clone = await workspace.CloneAsync("here");
        var ledger = await workspace.LedgerAsync(clone);

        var left = (await ledger.AddAsync([workspace.Run(1)], Workspace.Token)).ShouldBeOfType<PushOutcome.Left>();

        left.Reason.ShouldContain("runs are not welcome here");
        left.Bundle.ShouldBe(Path.Combine(clone, ".assay", $"assay-{ExampleRun.Id(1)}.bundle"));
        File.Exists(left.Bundle).ShouldBeTrue();
        left.Failure.ShouldBe(GitFailure.Rejected);
        (await Workspace.GitAsync(clone, "status", "--porcelain")).ShouldBeEmpty();
        (await ledger.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_remote_that_cannot_be_reached_is_said_and_what_was_seen_is_shown_where_that_will_do()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await (await workspace.LedgerAsync(clone)).AddAsync([workspace.Run(1)], Workspace.Token);
        Directory.Move(workspace.Remote, workspace.Remote + ".away");

        var strict = await workspace.LedgerAsync(clone);
        var error = await Should.ThrowAsync<OperationError>(() => strict.ListAsync(Workspace.Token));
        error.Message.ShouldContain("the ledger at 'origin' cannot be read");

        var lenient = await workspace.LedgerAsync(clone, mayBeStale: true);
        (await lenient.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        workspace.Warnings.ShouldHaveSingleItem().ShouldContain("What follows is what was seen before.");
    }

    [Fact]
    public async Task A_run_whose_artifact_is_not_what_it_says_is_not_recorded()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        var run = workspace.Run(1);
        await File.WriteAllTextAsync(run.FileOf(run.Run.Artifacts[0]), "other", Workspace.Token);

        var error = await Should.ThrowAsync<OperationError>(() => ledger.AddAsync([run], Workspace.Token));

        error.Message.ShouldContain("changed while the run was recorded");
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBeEmpty();
        (await ledger.ListAsync(Workspace.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_artifact_that_is_too_large_is_refused_with_the_limit()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        var run = workspace.Run(1);
        var large = run.Run with { Artifacts = [run.Run.Artifacts[0] with { Size = 104_900_000 }] };

        var error = await Should.ThrowAsync<InputError>(() =>
            ledger.AddAsync([run with { Run = large }], Workspace.Token)
        );

        error.Message.ShouldContain("has 104.9 MB, more than 95 MB");
    }

    [Fact]
    public async Task A_ref_in_the_inbox_that_is_no_run_is_named_and_left_out()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", $"HEAD:{RefNames.InboxOf(ExampleRun.Id(7))}");
        var ledger = await workspace.LedgerAsync(clone);
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);

        (await ledger.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        workspace.Warnings.ShouldHaveSingleItem().ShouldContain($"{ExampleRun.Id(7)} is left out: run.json is missing");
    }
}
