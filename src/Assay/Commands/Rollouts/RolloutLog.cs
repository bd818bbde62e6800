using Assay.Core.Names;
using Assay.Core.Reports;
using Assay.Core.Rollouts;
using Assay.Toolkit.Runners;

namespace Assay.Commands.Rollouts;

/// <summary>Tells people what happens in a rollout: each move once, each reason to wait once.</summary>
/// <param name="runner">Whoever started the program.</param>
internal sealed class RolloutLog(IRunner runner)
{
    private RolloutState? _told;
    private string? _waits;

    public void Tell(Visited visited)
    {
        var (entry, waits) = (visited.Entry, visited.Trouble ?? visited.Move.Waits);
        if (_told != entry.State)
        {
            _told = entry.State;
            _waits = null;
            runner.Info($"{StandingOf(entry)}: {entry.State.Reason}");
        }

        // The figures change with every look, their kind does not.
        var kind = visited.Trouble is not null ? visited.Trouble : visited.Move.Analysis?.Outcome.ToString() ?? waits;
        if (waits is not null && _waits != kind)
        {
            _waits = kind;
            runner.Info($"  waits: {waits}");
        }
    }

    /// <summary><c>churn@v1.1.0 at prod, step 1 of 3 (5 %)</c>.</summary>
    public static string StandingOf(RolloutEntry entry)
    {
        var (plan, state) = (entry.Plan, entry.State);
        var step =
            state.Phase == RolloutPhase.Step
                ? $"step {state.Step} of {plan.Steps.Length} ({Numbers.Percent((double)state.WeightIn(plan) / 100)})"
                : KebabCase.Of(state.Phase).Replace('-', ' ');
        return $"{plan.Model}@{plan.Canary.Version} at {plan.Target}, {step}";
    }
}
