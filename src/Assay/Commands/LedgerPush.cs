using Assay.Git;
using Assay.Toolkit.Runners;

namespace Assay.Commands;

/// <summary>What a person hears of where a run went.</summary>
internal static class LedgerPush
{
    /// <summary>Says it; false when the remote does not have the run.</summary>
    public static bool Say(IRunner runner, PushOutcome outcome)
    {
        switch (outcome)
        {
            case PushOutcome.Pushed { Earlier: > 0 } pushed:
                runner.Info($"Recorded at {pushed.Remote}, with {pushed.Earlier} earlier ones that waited here.");
                return true;
            case PushOutcome.Pushed:
                return true;
            case PushOutcome.Kept:
                runner.Notice("Recorded in this clone only: it has no remote.");
                return true;
            case PushOutcome.Left left:
                runner.Error(
                    $"{left.Remote} did not take the run: {left.Reason}. It is kept in this clone and in {left.Bundle}; "
                        + $"send it with: {string.Join(' ', left.Command)}"
                );
                return false;
            default:
                throw new InvalidOperationException("a run is pushed, kept or left");
        }
    }
}
