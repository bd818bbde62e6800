using Assay.Core.Gates;

namespace Assay.Commands.Gating;

/// <summary>How a verdict ends the program.</summary>
internal static class GateExit
{
    /// <summary>As the policy's <c>on:</c> says; where it says nothing, by the outcome itself.</summary>
    public static ExitCode Of(GatePolicy policy, Outcome outcome) =>
        policy.On.TryGetValue(outcome, out var decision)
            ? decision.PullRequest == Decision.Refuse
                ? ExitCode.No
                : ExitCode.Done
            : outcome switch
            {
                Outcome.Pass => ExitCode.Done,
                Outcome.Inconclusive => ExitCode.Undecided,
                Outcome.Error => ExitCode.WrongRequest,
                _ => ExitCode.No,
            };
}
