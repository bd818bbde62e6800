using Assay.Commands.Trainings;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary>The end of <c>train</c> and <c>log-run</c>: the run goes to the ledger, and people and later steps hear of it.</summary>
internal static class RunRecording
{
    /// <summary>A runner kills what has not ended some seconds after it asked.</summary>
    private static readonly TimeSpan AfterInterruption = TimeSpan.FromSeconds(20);

    /// <summary>Whether the run is only to be left for another job.</summary>
    public static Input<bool> HandOn { get; } =
        Input.Switch("bundle", "Leave the run in a bundle in .assay for another job, and send nothing");

    /// <summary>Where it was left.</summary>
    public static Output Bundle { get; } =
        new("bundle", "File in the repository that holds the run when the remote did not take it, or was not to");

    /// <summary>Records a run, in haste after an interruption; false when the remote should have it and does not.</summary>
    public static async Task<bool> AddAsync(
        CommandContext context,
        GitRepository repository,
        Ledger ledger,
        RunFolder folder,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(
            cancellationToken.IsCancellationRequested ? AfterInterruption : Timeout.InfiniteTimeSpan,
            context.Clock
        );
        var outcome = context.Inputs.Get(HandOn)
            ? await ledger.HandOnAsync(folder, limit.Token).ConfigureAwait(false)
            : await ledger.AddAsync([folder], limit.Token).ConfigureAwait(false);
        SetBundle(context, repository, outcome);
        TrainingReport.Write(context, folder.Run);
        if (outcome is PushOutcome.Pushed)
        {
            await InboxFold.AfterRunAsync(context, repository, ledger, cancellationToken).ConfigureAwait(false);
        }

        return LedgerPush.Say(context, outcome);
    }

    /// <summary>
    /// Brings a run that is recorded already, and stands for this one, to where it was not yet; false when the remote should
    /// have it and does not.
    /// </summary>
    public static async Task<bool> BringAsync(
        CommandContext context,
        GitRepository repository,
        Ledger ledger,
        Run run,
        CancellationToken cancellationToken
    )
    {
        if (context.Inputs.Get(HandOn))
        {
            var recorded = await ledger
                .FindAsync(run.Model, run.Id.ToString(), cancellationToken)
                .ConfigureAwait(false);
            var outcome = await ledger.HandOnAsync(recorded, cancellationToken).ConfigureAwait(false);
            SetBundle(context, repository, outcome);
            return LedgerPush.Say(context, outcome);
        }

        var sent = await ledger.SendAsync(run.Id, cancellationToken).ConfigureAwait(false);
        SetBundle(context, repository, sent);
        return sent is PushOutcome.Kept || LedgerPush.Say(context, sent);
    }

    // Relative, since a container has the workspace at another place than later steps.
    private static void SetBundle(CommandContext context, GitRepository repository, PushOutcome outcome) =>
        context.Runner.SetOutput(
            Bundle,
            outcome.File is { } file ? Path.GetRelativePath(repository.Root, file).Replace('\\', '/') : ""
        );
}
