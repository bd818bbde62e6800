using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Core.Gates;

/// <summary>A verdict: the answer, what it rests on, rule by rule, and why.</summary>
public sealed record Verdict
{
    /// <summary>The answer: the worst blocking rule's.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>
    /// The sentence that a reader needs if there is only one: the number that decided. Plain text on one line, without the
    /// model's name and the outcome, which renderings put before it.
    /// </summary>
    public required string Headline { get; init; }

    /// <summary>Every rule that was looked at, in the policy's order.</summary>
    public required ImmutableArray<RuleResult> Rules { get; init; }

    /// <summary>Validation rows that both sides were scored on.</summary>
    public required int Rows { get; init; }

    /// <summary>The champion's name, or null when this is the first model.</summary>
    public string? ChampionName { get; init; }

    /// <summary>The comparison that decides, when the policy asks for one and there is a champion.</summary>
    public MetricComparison? Primary { get; init; }

    /// <summary>The table: the primary metric first, then those that conditions name, then the task's usual ones.</summary>
    public ImmutableArray<MetricComparison> Metrics { get; init; } = [];

    /// <summary>Guarded slices.</summary>
    public ImmutableArray<SliceResult> Slices { get; init; } = [];

    /// <summary>What would settle an inconclusive comparison; null when it is settled or no number of rows would.</summary>
    public RowsToSettle? RowsToSettle { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The first rule that made the outcome what it is; null when every blocking rule holds.</summary>
    public RuleResult? Deciding =>
        Outcome == Outcome.Pass ? null : Rules.FirstOrDefault(rule => rule.Blocking && rule.Outcome == Outcome);
}

/// <summary>One rule's result.</summary>
/// <param name="Rule">The rule as the policy writes it.</param>
/// <param name="Outcome">Its answer, or null when it is not applicable (it names a champion that does not exist yet).</param>
/// <param name="Blocking">Whether it can make the verdict worse.</param>
/// <param name="Reason">What was found, with the numbers.</param>
/// <param name="Metric">The metric it looks at, or null.</param>
/// <param name="Value">What was measured, in the base unit: the challenger's value, or a comparison's difference; null is undefined.</param>
/// <param name="Limit">What it was held against, in the base unit, a relative right side worked out; null when it could not be.</param>
public sealed record RuleResult(
    string Rule,
    Outcome? Outcome,
    bool Blocking,
    string Reason,
    MetricReference? Metric = null,
    double? Value = null,
    double? Limit = null
)
{
    /// <summary>Whether there were scores to judge by; if not, the evidence's own rule says why.</summary>
    public bool IsJudged => Reason != EvidenceCheck.NotJudged;
}

/// <summary>An interval of a difference. Both ends are null when it could not be made.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">Two-sided coverage, 0 to 1: 0.90 for a one-sided confidence of 0.95.</param>
/// <param name="Method">How it was made, as a reader would look it up: <c>DeLong</c>, <c>paired bootstrap, 2,000 resamples</c>.</param>
public sealed record Interval(double? Lower, double? Upper, double Level, string Method);

/// <summary>One metric on both sides.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Title">As people write it: <c>ROC-AUC</c>.</param>
/// <param name="HigherIsBetter">Its direction.</param>
/// <param name="Challenger">The candidate's value; null is undefined.</param>
/// <param name="Champion">The champion's value; null is undefined or absent.</param>
/// <param name="Difference">Challenger − champion, with its interval; null without a champion.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Bounded">Whether its values lie within −1 and 1.</param>
public sealed record MetricComparison(
    MetricReference Metric,
    string Title,
    bool HigherIsBetter,
    double? Challenger,
    double? Champion,
    Difference? Difference,
    Unit Unit = Unit.None,
    bool Bounded = false
);

/// <summary>How many more rows would settle a comparison, and what that rests on.</summary>
/// <param name="AdditionalRows">Rows beside those at hand, at least 1.</param>
/// <param name="TrueDifference">The difference that is taken to be the true one.</param>
/// <param name="Observed">Whether that is the difference seen rather than none.</param>
/// <param name="Confidence">One-sided confidence of the comparison.</param>
/// <param name="Power">The chance that this many rows settle it.</param>
public sealed record RowsToSettle(
    long AdditionalRows,
    double TrueDifference,
    bool Observed,
    double Confidence,
    double Power
);

/// <summary>Challenger − champion.</summary>
/// <param name="Value">The difference; null is undefined.</param>
/// <param name="Interval">Its interval, or null when none was asked for.</param>
public sealed record Difference(double? Value, Interval? Interval);

/// <summary>One slice of the validation rows.</summary>
/// <param name="Column">Slicing column.</param>
/// <param name="Value">Its value, or null for rows where it is missing.</param>
/// <param name="Rows">Rows in the slice.</param>
/// <param name="Comparison">The primary metric there; null when the slice is too small to say.</param>
/// <param name="Harmed">Whether harm beyond the margin is proven (Holm-corrected over all slices).</param>
/// <param name="Note">What a reader should know: <c>too few rows: 31 of the rarer class, 50 are needed</c>.</param>
public sealed record SliceResult(
    string Column,
    string? Value,
    int Rows,
    MetricComparison? Comparison,
    bool Harmed,
    string? Note
);
