using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Drift;

/// <summary>What a drift check found: the answer, what it rests on, column by column, and why.</summary>
public sealed record DriftReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The answer: <see cref="Gates.Outcome.Fail"/> when a condition does not hold, <see cref="Gates.Outcome.Inconclusive"/> when
    /// there are too few rows to tell, <see cref="Gates.Outcome.NoData"/> without any.
    /// </summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The sentence that a reader needs if there is only one, without the model's name and the outcome.</summary>
    public required string Headline { get; init; }

    /// <summary>The rows, then every condition, in the policy's order.</summary>
    public required ImmutableArray<RuleResult> Rules { get; init; }

    /// <summary>The figures that conditions name; NaN is undefined.</summary>
    public required ImmutableSortedDictionary<string, double> Metrics { get; init; }

    /// <summary>The inputs, those that drifted first, the most drifted at the top.</summary>
    public required ImmutableArray<ColumnDrift> Columns { get; init; }

    /// <summary>The answers; empty when either side does not tell.</summary>
    public required ImmutableArray<ColumnDrift> Predictions { get; init; }

    /// <summary>The rules.</summary>
    public required DriftPolicy Policy { get; init; }

    /// <summary>Rows of the reference.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Rows looked at.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>Inputs that drifted.</summary>
    public IEnumerable<ColumnDrift> Drifted => Columns.Where(c => c.State == ColumnState.Drifted);
}
