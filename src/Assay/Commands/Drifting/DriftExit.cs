using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Reports.Drift;
using Assay.Settings;

namespace Assay.Commands.Drifting;

/// <summary>How a drift check ends the program.</summary>
internal static class DriftExit
{
    /// <summary>As a gate's verdict; a drift that the policy retrains upon or tells of in an issue is no failure, unless it says so too or nobody could be told.</summary>
    public static ExitCode Of(
        Outcome outcome,
        ImmutableArray<DriftAction> onDrift,
        RetrainingState? retraining,
        bool isTold
    ) =>
        outcome switch
        {
            Outcome.Pass => ExitCode.Done,
            Outcome.Inconclusive => ExitCode.Undecided,
            Outcome.Error => ExitCode.WrongRequest,
            Outcome.Fail when retraining == RetrainingState.Failed => ExitCode.Failed,
            Outcome.Fail when IsHandled(onDrift) && isTold => ExitCode.Done,
            _ => ExitCode.No,
        };

    /// <summary>Whether a drift leads to something else than a failed job.</summary>
    public static bool IsHandled(ImmutableArray<DriftAction> onDrift) =>
        (onDrift.Contains(DriftAction.Retrain) || onDrift.Contains(DriftAction.Issue))
        && !onDrift.Contains(DriftAction.Fail);
}
