using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>Keeps the ledger's inbox small: jobs that may write fold it in passing, and never fail by that.</summary>
internal static class InboxFold
{
    /// <summary>
    /// After a run was sent: folds in a scheduled job and where the default branch is checked out, not in a pull request's.
    /// </summary>
    public static async Task AfterRunAsync(
        CommandContext context,
        GitRepository repository,
        Ledger ledger,
        CancellationToken cancellationToken
    )
    {
        if (await IsForThisJobAsync(context, repository, cancellationToken).ConfigureAwait(false))
        {
            await WhenDueAsync(context, ledger, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Folds when it is due. A job that others overtake says nothing; one that is not let says so.</summary>
    public static async Task WhenDueAsync(CommandContext context, Ledger ledger, CancellationToken cancellationToken)
    {
        try
        {
            var folded = await ledger.FoldAsync(always: false, cancellationToken).ConfigureAwait(false);
            if (folded is FoldOutcome.Refused refused)
            {
                Warn(context, refused.Reason);
            }
        }
        catch (OperationError e)
        {
            Warn(context, e.Message);
        }
    }

    private static async Task<bool> IsForThisJobAsync(
        CommandContext context,
        GitRepository repository,
        CancellationToken cancellationToken
    )
    {
        if (context.Event.IsScheduled || context.Event.PullRequest is not null)
        {
            return context.Event.IsScheduled;
        }

        var state = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var main =
            context.Event.DefaultBranch
            ?? await repository.DefaultBranchAsync(remote, cancellationToken).ConfigureAwait(false);
        return main is not null && main == (context.Event.Branch ?? state?.Branch);
    }

    private static void Warn(CommandContext context, string reason) =>
        context.Runner.Warning(
            $"the runs that wait in the ledger's inbox were not folded into its index: {reason}. Nothing is lost; a later job, "
                + "or 'assay runs fold', does it"
        );
}
