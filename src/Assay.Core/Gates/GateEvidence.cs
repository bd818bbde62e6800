using System.Collections.Immutable;
using Assay.Core.Metrics;

namespace Assay.Core.Gates;

/// <summary>All that a gate is judged by: both sides on the same validation rows, and figures that are not scores.</summary>
public sealed record GateEvidence
{
    /// <summary>The candidate on the validation rows.</summary>
    public required LabelledScores Challenger { get; init; }

    /// <summary>The champion on the same rows in the same order, or null when there is none yet.</summary>
    public LabelledScores? Champion { get; init; }

    /// <summary>The champion as people know it (<c>v1.3.0 in prod</c>), or null.</summary>
    public string? ChampionName { get; init; }

    /// <summary>Slicing columns by name: one value a row, null where it is missing.</summary>
    public ImmutableSortedDictionary<string, string?[]> Columns { get; init; } =
        ImmutableSortedDictionary<string, string?[]>.Empty;

    /// <summary>The user's own metrics by name.</summary>
    public ImmutableSortedDictionary<string, ColumnAggregate> OwnMetrics { get; init; } =
        ImmutableSortedDictionary<string, ColumnAggregate>.Empty;

    /// <summary>Columns that own metrics aggregate, by name: one value a row, NaN where it is missing.</summary>
    public ImmutableSortedDictionary<string, double[]> Numbers { get; init; } =
        ImmutableSortedDictionary<string, double[]>.Empty;

    /// <summary>The challenger's figures that no score shows: <c>model_size</c> in bytes, <c>latency_p99</c> in seconds, logged metrics.</summary>
    public ImmutableSortedDictionary<string, double> ChallengerFigures { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The champion's figures by the same names.</summary>
    public ImmutableSortedDictionary<string, double> ChampionFigures { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Why the scores could not be had, when gathering found out: nothing that rests on scores is judged then.</summary>
    public EvidenceProblem? Problem { get; init; }

    /// <summary>The champion as sentences name it.</summary>
    internal string ChampionTitle => ChampionName ?? "the champion";

    /// <summary>Seed of every random draw in the judgement.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What keeps a gate from judging by scores.</summary>
/// <param name="Outcome"><see cref="Outcome.NoData"/> when there is nothing to judge by, <see cref="Outcome.Error"/> when it is not usable.</param>
/// <param name="Sentence">What was found, with numbers: <c>0 of 2,113 ids of the predictions are in data/holdout.parquet</c>.</param>
public sealed record EvidenceProblem(Outcome Outcome, string Sentence);
