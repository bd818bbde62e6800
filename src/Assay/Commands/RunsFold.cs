using Assay.Git;

namespace Assay.Commands;

/// <summary><c>assay runs fold</c>: moves the runs that wait in the inbox into the ledger's index.</summary>
internal static class RunsFold
{
    public static Command Command { get; } =
        new("runs fold", "Fold the runs that wait in the remote's inbox into the ledger's index", RunAsync)
        {
            Description =
                "Jobs of the default branch do it by themselves once more than 64 runs wait, or one for over an hour: this is for "
                + "a repository whose jobs all run in pull requests, on a schedule. Folding twice changes nothing.",
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken)
            .ConfigureAwait(false);
        var outcome = await ledger.FoldAsync(always: true, cancellationToken).ConfigureAwait(false);
        if (outcome is FoldOutcome.Refused refused)
        {
            context.Runner.Error(
                $"{ledger.Store.Remote} does not let the ledger be moved: {refused.Reason}. Its runs stay in the inbox; "
                    + $"fold with a token that may push {Core.Runs.RefNames.Ledger}"
            );
        }

        Tell(context, ledger, (outcome as FoldOutcome.Folded)?.Runs ?? 0);
        return outcome is FoldOutcome.Refused ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Tell(CommandContext context, Ledger ledger, int runs)
    {
        if (context.Json)
        {
            context.WriteJson(new FoldedDocument(1, runs), RegistryAnswers.Default.FoldedDocument);
        }
        else if (ledger.Store.Remote is null)
        {
            context.Runner.Info("This clone has no remote: its runs wait for one, and there is nothing to fold.");
        }
        else
        {
            context.Runner.Result($"{runs:N0} {(runs == 1 ? "run" : "runs")} folded");
        }
    }
}
