using System.Collections.Immutable;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Drift;

/// <summary>
/// A retraining that a drift began; written before it begins, so that no second check begins it again, and once more when it
/// has ended.
/// </summary>
public sealed record Retraining
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version that was found drifting.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>The inputs that drifted, the worst first.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Who made the check, as the forge or git says.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which try it is, from 1; null in one that an older program wrote.</summary>
    public int? Attempt { get; init; }

    /// <summary>When the first of these tries began.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>Whether it made a run; null while it runs, and where it ended without a word.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Its run, where it made one.</summary>
    public RunId? Run { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
