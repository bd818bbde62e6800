using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Runs;
using Assay.Toolkit;

namespace Assay.Tests.Git;

public sealed class LedgerFoldTests
{
    [Fact]
    public async Task Folding_moves_runs_into_the_index_and_keeps_them_reachable()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1), workspace.Run(2), workspace.Run(3)], Workspace.Token);
        var before = await ledger.ListAsync(Workspace.Token);

        (await ledger.FoldAsync(always: true, Workspace.Token)).ShouldBe(new FoldOutcome.Folded(3));

        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
        (await Workspace.GitAsync(workspace.Remote, "rev-list", "--count", RefNames.Ledger)).ShouldBe("4");
        var there = await workspace.LedgerAsync(await workspace.CloneAsync("there"));
        var after = await there.ListAsync(Workspace.Token);
        after.Select(IndexLine.Write).ShouldBe(before.Select(IndexLine.Write));
        var run = await there.GetAsync(after[0], Workspace.Token);
        await there.ArtifactAsync(after[0], run.ModelArtifact!, workspace.Folder, Workspace.Token);
    }

    [Fact]
    public async Task Folding_again_changes_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);
        await ledger.FoldAsync(always: true, Workspace.Token);
        var tip = await Workspace.GitAsync(workspace.Remote, "rev-parse", RefNames.Ledger);

        (await ledger.FoldAsync(always: true, Workspace.Token)).ShouldBe(new FoldOutcome.NotDue(0));

        (await Workspace.GitAsync(workspace.Remote, "rev-parse", RefNames.Ledger)).ShouldBe(tip);
    }

    [Fact]
    public async Task Two_that_fold_at_once_while_others_write_lose_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        string[] clones = [await workspace.CloneAsync("one"), await workspace.CloneAsync("two")];
        var first = await workspace.LedgerAsync(clones[0]);
        await first.AddAsync([.. Enumerable.Range(1, 5).Select(n => workspace.Run(n))], Workspace.Token);

        var folds = clones.Select(async clone =>
            (object)await (await workspace.LedgerAsync(clone)).FoldAsync(always: true, Workspace.Token)
        );
        var writes = Enumerable
            .Range(6, 4)
            .Select(async n =>
                (object)await (await workspace.LedgerAsync(clones[n % 2])).AddAsync([workspace.Run(n)], Workspace.Token)
            );
        await Task.WhenAll(folds.Concat(writes));

        var ledger = await workspace.LedgerAsync(clones[0]);
        (await ledger.ListAsync(Workspace.Token))
            .Select(r => r.Id)
            .Order()
            .ShouldBe(Enumerable.Range(1, 9).Select(n => ExampleRun.Id(n)));
        await ledger.FoldAsync(always: true, Workspace.Token);
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
        (await ledger.ListAsync(Workspace.Token)).Length.ShouldBe(9);
    }

    [Fact]
    public async Task Of_jobs_that_find_the_inbox_full_at_once_one_folds_it_and_no_other_fails()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await (await workspace.LedgerAsync(clone)).AddAsync(
            [.. Enumerable.Range(1, FoldPolicy.Limit + 1).Select(n => workspace.Run(n))],
            Workspace.Token
        );
        string[] clones =
        [
            clone,
            .. await Task.WhenAll(Enumerable.Range(2, 3).Select(n => workspace.CloneAsync($"{n}"))),
        ];

        var outcomes = await Task.WhenAll(
            clones.Select(async job =>
                await (await workspace.LedgerAsync(job)).FoldAsync(always: false, Workspace.Token)
            )
        );

        outcomes.OfType<FoldOutcome.Folded>().Sum(o => o.Runs).ShouldBe(FoldPolicy.Limit + 1);
        outcomes.ShouldNotContain(o => o is FoldOutcome.Refused);
        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
    }

    [Fact]
    public async Task A_young_and_small_inbox_is_left_alone()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1, at: TimeProvider.System.GetUtcNow())], Workspace.Token);

        (await ledger.FoldAsync(always: false, Workspace.Token)).ShouldBe(new FoldOutcome.NotDue(1));
    }

    [Fact]
    public async Task A_server_that_cannot_push_atomically_is_folded_in_two_steps()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        await Workspace.GitAsync(workspace.Remote, "config", "receive.advertiseAtomic", "false");
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1), workspace.Run(2)], Workspace.Token);

        (await ledger.FoldAsync(always: true, Workspace.Token)).ShouldBe(new FoldOutcome.Folded(2));

        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
        (await ledger.ListAsync(Workspace.Token)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_fold_that_was_cut_between_its_steps_is_finished_by_the_next()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var ledger = await workspace.LedgerAsync(clone);
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);
        var commit = (await ledger.ListAsync(Workspace.Token))[0].Commit;
        await ledger.FoldAsync(always: true, Workspace.Token);
        await Workspace.GitAsync(workspace.Remote, "update-ref", RefNames.InboxOf(ExampleRun.Id(1)), commit);

        (await (await workspace.LedgerAsync(clone)).ListAsync(Workspace.Token)).ShouldHaveSingleItem();
        (await ledger.FoldAsync(always: true, Workspace.Token)).ShouldBe(new FoldOutcome.Folded(0));

        (await workspace.RemoteRefsAsync(RefNames.Root)).ShouldBe([RefNames.Ledger]);
    }

    [Fact]
    public async Task A_remote_that_guards_its_ledger_keeps_the_runs_in_the_inbox()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        workspace.AddHook("update", "#!/bin/sh\n[ \"$1\" != refs/assay/ledger ] || { echo guarded; exit 1; }\n");
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);

        (await ledger.FoldAsync(always: true, Workspace.Token))
            .ShouldBeOfType<FoldOutcome.Refused>()
            .Reason.ShouldContain("guarded");

        (await ledger.ListAsync(Workspace.Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_ledger_of_a_newer_format_is_refused_and_left_as_it_is()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "FORMAT", "assay-ledger 2\n");
        await Workspace.CommitAsync(clone, "segments/000001.jsonl", "{}\n");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:" + RefNames.Ledger);
        var tip = await Workspace.GitAsync(workspace.Remote, "rev-parse", RefNames.Ledger);
        var ledger = await workspace.LedgerAsync(clone);
        await ledger.AddAsync([workspace.Run(1)], Workspace.Token);

        var error = await Should.ThrowAsync<OperationError>(() => ledger.FoldAsync(always: true, Workspace.Token));

        error.Message.ShouldContain(
            "'assay-ledger 2', expected 'assay-ledger 1': use a newer assay; nothing was changed"
        );
        (await Workspace.GitAsync(workspace.Remote, "rev-parse", RefNames.Ledger)).ShouldBe(tip);
    }
}
