using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Reports.Charts;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Drift;

/// <summary>All that a drift check's report says; Markdown, HTML and JSON are its renderings.</summary>
public sealed record DriftCheckReport
{
    /// <summary>What was found.</summary>
    public required DriftReport Result { get; init; }

    /// <summary>The version whose reference it was: <c>v1.4.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The version's run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Where the reference comes from: <c>the profile that its training kept</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Where the current data come from: <c>data/may.csv</c>.</summary>
    public required string Current { get; init; }

    /// <summary>When the first current row may have come, if known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the last current row may have come, if known.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When the check was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The columns that drifted, then the answers, as distributions of both sides.</summary>
    public ImmutableArray<Chart> Charts { get; init; } = [];

    /// <summary>What became of the retraining that a drift asks for; null when none was asked for.</summary>
    public RetrainingStep? Retraining { get; init; }

    /// <summary>The command that says the same elsewhere.</summary>
    public required string Command { get; init; }
}

/// <summary>What became of a retraining.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Run">Its run, once there is one.</param>
public sealed record RetrainingStep(RetrainingState State, string Text, RunId? Run = null);

/// <summary>How far a retraining is.</summary>
public enum RetrainingState
{
    /// <summary>This check begins it.</summary>
    Begun,

    /// <summary>Another check began one not long ago.</summary>
    Waits,

    /// <summary>It made a run.</summary>
    Finished,

    /// <summary>It made none.</summary>
    Failed,
}
