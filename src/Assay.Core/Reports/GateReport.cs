using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Reports.Charts;
using Assay.Core.Runs;

namespace Assay.Core.Reports;

/// <summary>All that a gate's report says; Markdown, HTML and JSON are its renderings.</summary>
public sealed record GateReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What is predicted.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What the policy makes of it.</summary>
    public required OutcomeDecision Decision { get; init; }

    /// <summary>The policy that decided.</summary>
    public required GatePolicy Policy { get; init; }

    /// <summary>The run that was judged.</summary>
    public required Run Run { get; init; }

    /// <summary>The champion's run, or null.</summary>
    public Run? ChampionRun { get; init; }

    /// <summary>Where the evidence comes from.</summary>
    public required EvidenceSource Evidence { get; init; }

    /// <summary>Changes to the gate in this change, which the old policy judged; empty when it is unchanged.</summary>
    public ImmutableArray<string> PolicyChanges { get; init; } = [];

    /// <summary>The primary metric of the last runs on the main branch, oldest first.</summary>
    public ImmutableArray<double> History { get; init; } = [];

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Charts, in the order shown; empty when there is nothing to draw.</summary>
    public ImmutableArray<Chart> Charts { get; init; } = [];

    /// <summary>The command that says the same on a laptop.</summary>
    public required string Command { get; init; }
}

/// <summary>What the scores were made from.</summary>
/// <param name="ValidationPath">The validation data's path in the repository.</param>
/// <param name="ValidationDigest">Its digest.</param>
/// <param name="Id">The column that pairs rows, or null when rows pair by order.</param>
/// <param name="Target">The column of labels.</param>
/// <param name="Challenger">How the candidate's scores were had: <c>scored here from out/model.onnx</c>.</param>
/// <param name="Champion">How the champion's were, or null.</param>
public sealed record EvidenceSource(
    string ValidationPath,
    Sha256Digest ValidationDigest,
    string? Id,
    string Target,
    string Challenger,
    string? Champion
)
{
    /// <summary>What a reader should know about the evidence, a sentence each: <c>no row stands in training too</c>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
