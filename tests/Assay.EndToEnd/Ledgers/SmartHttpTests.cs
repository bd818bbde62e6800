using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Ledgers;

/// <summary>The ledger at a real server: git's own http-backend behind lighttpd, which asks for a password.</summary>
public sealed class SmartHttpTests(GitServer server)
{
    [Theory]
    [InlineData(8, 3, true)]
    [InlineData(3, 2, false)]
    public async Task Jobs_record_at_once_while_two_fold_and_no_run_is_lost(int jobs, int runs, bool atomic)
    {
        using var team = await Team.MakeAsync(server);
        await team.Remote.ConfigureAsync("receive.advertiseAtomic", atomic ? "true" : "false");
        var clones = new List<string>();
        foreach (var job in Enumerable.Range(1, jobs))
        {
            clones.Add(await team.CheckOutAsync($"job {job}", job % 2 == 0 ? ["--depth=1"] : []));
        }

        using var done = new CancellationTokenSource();
        var folding = Task.WhenAll(clones.Take(2).Select(clone => FoldUntilAsync(team, clone, done.Token)));
        var recorded = await Task.WhenAll(
            clones.Select(async clone =>
            {
                var ids = new List<string>();
                for (var run = 0; run < runs; run++)
                {
                    ids.Add(await team.RecordAsync(clone));
                }

                return ids;
            })
        );
        await done.CancelAsync();
        var folds = await folding;

        var all = recorded.SelectMany(ids => ids).Order(StringComparer.Ordinal).ToList();
        all.Count.ShouldBe(jobs * runs);
        folds.Sum().ShouldBeGreaterThan(0);
        (await team.RunsAsync(await team.CheckOutAsync("fresh"))).ShouldBe(all);
        (await team.AssayAsync("fresh", "runs", "fold")).ExitCode.ShouldBe(0);
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBe(["refs/assay/ledger"]);
        (await team.RunsAsync(await team.CheckOutAsync("fresher", "--depth=1"))).ShouldBe(all);
        (await team.AssayAsync("fresher", "runs", "show", all[0])).Output.ShouldContain(all[0]);
        await team.GitAsync(team.Remote.Folder, "fsck", "--connectivity-only", "--no-dangling");
    }

    private static async Task<int> FoldUntilAsync(Team team, string clone, CancellationToken done)
    {
        var folds = 0;
        while (!done.IsCancellationRequested)
        {
            var answer = await team.AssayAsync(clone, "runs", "fold");
            answer.ExitCode.ShouldBe(0, answer.Log);
            folds++;
        }

        return folds;
    }
}
