using Assay.Core.Gates;
using Assay.Core.Reports.Drift;
using Assay.Toolkit;

namespace Assay.Commands.Drifting;

/// <summary>What becomes of a server's profile after a check that may reset it.</summary>
internal static class ProfileReset
{
    private const string Kept = "The server's profile was not reset, and the next check counts these rows too";

    /// <summary>
    /// Lets the server forget what was looked at, once it told something and what follows from that is done. Too few rows are
    /// kept: nightly checks of few requests would never have enough.
    /// </summary>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> DoAsync(
        CurrentData current,
        DriftCheckReport report,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        if (current.Drop is null)
        {
            return false;
        }

        if (report.Result.Outcome is not (Outcome.Pass or Outcome.Fail))
        {
            context.Runner.Info($"{Kept}: they did not tell enough.");
            return false;
        }

        if (report.Retraining?.State == RetrainingState.Failed)
        {
            context.Runner.Info($"{Kept}: the retraining that they ask for failed.");
            return false;
        }

        try
        {
            await current.Drop(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is OperationError or InputError)
        {
            context.Runner.Warning($"{Kept}: {e.Message}");
            return false;
        }
    }
}
