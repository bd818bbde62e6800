using System.Collections.Immutable;

namespace Assay.Core.Rollouts;

/// <summary>What follows from a look: where the rollout stands now, and what is to be done once that is written down.</summary>
/// <param name="State">Where it stands; the same as before when it only waits.</param>
/// <param name="Deeds">What is to be done, in this order.</param>
/// <param name="Analysis">The step's verdict, in a step.</param>
/// <param name="Waits">Why nothing moved, in a sentence without a full stop; null when something did or it is over.</param>
public sealed record RolloutMove(
    RolloutState State,
    ImmutableArray<Deed> Deeds,
    StepAnalysis? Analysis = null,
    string? Waits = null
);
