namespace Assay.Core.Rollouts;

/// <summary>How far a rollout is.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Step">The step, from 1, that it is in or was in last; 0 before the first.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Reason">Why, in a sentence without a full stop.</param>
/// <param name="Ending">Aborting: what it ends as.</param>
public sealed record RolloutState(
    RolloutPhase Phase,
    int Step,
    DateTimeOffset Since,
    string Reason,
    RolloutPhase? Ending = null
)
{
    /// <summary>Before anything was done.</summary>
    public static RolloutState New(DateTimeOffset at) => new(RolloutPhase.Created, 0, at, "planned");

    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsOver =>
        Phase is RolloutPhase.Promoted or RolloutPhase.RolledBack or RolloutPhase.Expired or RolloutPhase.Failed;

    /// <summary>Whether the canary goes back or went back.</summary>
    public bool WentBack =>
        Phase is RolloutPhase.Aborting or RolloutPhase.RolledBack or RolloutPhase.Expired or RolloutPhase.Failed;

    /// <summary>The share that the canary is to have.</summary>
    public decimal WeightIn(RolloutPlan plan) =>
        Phase switch
        {
            RolloutPhase.Step => plan.WeightOf(Step),
            RolloutPhase.Promoting or RolloutPhase.Promoted => 100,
            _ => 0,
        };
}
