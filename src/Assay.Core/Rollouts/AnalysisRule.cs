using Assay.Core.Gates;

namespace Assay.Core.Rollouts;

/// <summary>What was found for one rule of a step: a condition, or the smallest sample.</summary>
public sealed record AnalysisRule
{
    /// <summary>The rule as the plan writes it.</summary>
    public required string Rule { get; init; }

    /// <summary>The answer; null when it does not apply, since there is no stable version.</summary>
    public required Outcome? Outcome { get; init; }

    /// <summary>What was found, with the counts, in a sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The canary's figure in the base unit; null without a request.</summary>
    public double? Value { get; init; }

    /// <summary>What it is held against, in the base unit, a relative right side worked out.</summary>
    public double? Limit { get; init; }

    /// <summary>The least that the canary's figure may truly be: a bound that holds at all looks together.</summary>
    public double? Lower { get; init; }

    /// <summary>The most that it may truly be; null while the sample is too small to say.</summary>
    public double? Upper { get; init; }

    /// <summary>The canary's requests that it rests on.</summary>
    public long Requests { get; init; }

    /// <summary>Stable's requests, where it looks at them.</summary>
    public long? StableRequests { get; init; }

    /// <summary>How many more requests of the canary are needed before the rule can be met; 0 when more are no matter.</summary>
    public long Missing { get; init; }
}
