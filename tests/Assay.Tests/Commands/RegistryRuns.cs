using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Git;
using Assay.Tests.Runs;

namespace Assay.Tests.Commands;

/// <summary>Runs and verdicts that versions and stages are made of.</summary>
internal static class RegistryRuns
{
    // Versions v1.0.0 and v1.1.0 in prod one after the other, the second rolled back.
    public static async Task<Shell> WentBackAsync(Workspace workspace)
    {
        var shell = new Shell(
            await RecordedAsync(workspace, Trained(workspace, 1), Judged(1), Trained(workspace, 2), Judged(2))
        );
        foreach (var number in (int[])[1, 2])
        {
            await shell.AssayAsync("register", "--model", "churn", "--run", ExampleRun.Id(number).ToString());
            (await shell.AssayAsync("promote", "--model", "churn", "--stage", "prod")).Exit.ShouldBe(ExitCode.Done);
        }

        (await shell.AssayAsync("rollback", "--model", "churn", "--stage", "prod")).Exit.ShouldBe(ExitCode.Done);
        return shell;
    }

    public static async Task<string[]> HistoryAsync(Workspace workspace)
    {
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("history"));
        var view = await new ModelRegistry(ledger.Store, workspace.Warnings.Add).ReadAsync(Workspace.Token);
        return [.. view.StageOf("churn", "prod").History.Transitions.Select(t => t.Version.ToString())];
    }

    public static async Task<string> RecordedAsync(Workspace workspace, params RunFolder[] runs)
    {
        var clone = await workspace.CloneAsync("one");
        await (await workspace.LedgerAsync(clone)).AddAsync(runs, Workspace.Token);
        return clone;
    }

    public static async Task AddAsync(Workspace workspace, params RunFolder[] runs) =>
        await (await workspace.LedgerAsync(await workspace.CloneAsync($"job {runs[0].Run.Id}"))).AddAsync(
            runs,
            Workspace.Token
        );

    public static RunFolder Trained(Workspace workspace, int number) => workspace.Run(number, $"model {number}");

    public static RunFolder Judged(int number, Outcome outcome = Outcome.Pass, Decision decision = Decision.Accept)
    {
        var run = ExampleRun.Finished(100 + number) with
        {
            Kind = RunKind.Evaluation,
            Judgement = new(
                ExampleRun.Id(number),
                ExampleRun.Digest($"model {number}"),
                outcome,
                decision,
                null,
                "prod",
                "worse by 0.02",
                ExampleRun.Digest("policy")
            ),
        };
        return new RunFolder(run, "/");
    }
}
