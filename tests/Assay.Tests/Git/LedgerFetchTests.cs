using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Runs;

namespace Assay.Tests.Git;

public sealed class LedgerFetchTests
{
    [Fact]
    public async Task Reading_again_where_nothing_changed_asks_the_remote_once_and_fetches_nothing()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var (job, reader) = await FoldedAsync(workspace);
        await job.AddAsync([workspace.Run(3)], Workspace.Token);
        (await ReadAsync(workspace, reader)).Runs.Length.ShouldBe(3);

        var again = await ReadAsync(workspace, reader);

        again.Runs.Length.ShouldBe(3);
        again.Commands.ShouldBe(["ls-remote"]);
    }

    [Fact]
    public async Task A_run_that_is_new_in_the_inbox_is_fetched_alone()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var (job, reader) = await FoldedAsync(workspace);
        await job.AddAsync([workspace.Run(3)], Workspace.Token);

        var read = await ReadAsync(workspace, reader);

        read.Runs.Length.ShouldBe(3);
        read.Commands.ShouldBe(["ls-remote", "fetch"]);
    }

    [Fact]
    public async Task Runs_that_were_folded_meanwhile_are_in_the_index_and_wait_no_longer()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var (job, reader) = await FoldedAsync(workspace);
        await job.AddAsync([workspace.Run(3)], Workspace.Token);
        await ReadAsync(workspace, reader);
        await job.FoldAsync(always: true, Workspace.Token);

        var read = await ReadAsync(workspace, reader);

        read.Runs.Select(r => r.Id).Order().ShouldBe(Enumerable.Range(1, 3).Select(n => ExampleRun.Id(n)));
        read.Commands.ShouldBe(["ls-remote", "fetch"]);
        var store = (await workspace.LedgerAsync(reader)).Store;
        (await store.RefsAsync(Workspace.Token)).Seen.Keys.ShouldBe([RefNames.Ledger]);
    }

    [Fact]
    public async Task Refs_of_others_under_our_name_are_not_fetched_over_and_over()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var (_, reader) = await FoldedAsync(workspace);
        await Workspace.GitAsync(workspace.Remote, "update-ref", "refs/assay/later/thing", "main");

        (await ReadAsync(workspace, reader)).Commands.ShouldBe(["ls-remote"]);
    }

    // Two runs, folded, which the reader has seen.
    private static async Task<(Ledger Job, string Reader)> FoldedAsync(Workspace workspace)
    {
        var job = await workspace.LedgerAsync(await workspace.CloneAsync("job"));
        await job.AddAsync([workspace.Run(1), workspace.Run(2)], Workspace.Token);
        await job.FoldAsync(always: true, Workspace.Token);
        var reader = await workspace.CloneAsync("reader");
        await ReadAsync(workspace, reader);
        return (job, reader);
    }

    // What a reader sees, and the commands that spoke with the remote for it.
    private static async Task<(RunSummary[] Runs, string[] Commands)> ReadAsync(Workspace workspace, string clone)
    {
        var trace = Path.Combine(workspace.Folder, "trace");
        File.Delete(trace);
        var environment = Workspace.Environment with
        {
            Variables = Workspace.Environment.Variables.SetItem("GIT_TRACE", trace),
        };
        var repository = await GitRepository.OpenAsync(clone, environment, Workspace.Token);
        var store = await LedgerStore.OpenAsync(repository, TimeProvider.System, Workspace.Token);
        var runs = await new Ledger(store, clone, workspace.Warnings.Add).ListAsync(Workspace.Token);
        var lines = await File.ReadAllLinesAsync(trace, Workspace.Token);
        return (
            [.. runs],
            [
                .. lines
                    .Select(line => line.Split("trace: built-in: git ", 2))
                    .Where(parts => parts.Length == 2)
                    .Select(parts => parts[1].Split(' ')[0])
                    .Where(command => command is "fetch" or "ls-remote"),
            ]
        );
    }
}
