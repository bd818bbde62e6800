using Assay.Core.Gates;
using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>Why a stage moved.</summary>
public enum TransitionKind
{
    /// <summary>A version was put there.</summary>
    Promote,

    /// <summary>The last good version was put back.</summary>
    Rollback,
}

/// <summary>The verdict that a promotion rests on.</summary>
/// <param name="Run">The evaluation.</param>
/// <param name="Outcome">Its verdict.</param>
/// <param name="Trust">Where it was made, as the promotion could prove it.</param>
public sealed record PromotionEvidence(RunId Run, Outcome Outcome, Trust Trust);

/// <summary>One move of a stage. All of them in order are the stage: see <see cref="StageHistory"/>.</summary>
public sealed record Transition
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The stage that moved.</summary>
    public required string Stage { get; init; }

    /// <summary>Why.</summary>
    public required TransitionKind Kind { get; init; }

    /// <summary>The version that is there from now on.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>The version's run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Digest of the version's model.</summary>
    public required Sha256Digest ModelDigest { get; init; }

    /// <summary>The verdict it rests on; a rollback needs none.</summary>
    public PromotionEvidence? Evidence { get; init; }

    /// <summary>Who moved it, as the forge or git says.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the actor gave as the reason, if anything.</summary>
    public string? Reason { get; init; }

    /// <summary>Why a version that had gone back was put there again.</summary>
    public string? Override { get; init; }

    /// <summary>The ledger's tip at that time; a ledger that was rewritten later no longer has it.</summary>
    public string? LedgerHead { get; init; }
}
