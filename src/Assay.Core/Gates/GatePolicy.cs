using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Core.Gates;

/// <summary>What the comparison with the champion asks.</summary>
public enum ComparisonKind
{
    /// <summary>Not worse by the margin or more.</summary>
    NonInferior,

    /// <summary>Better by more than the margin.</summary>
    Superior,

    /// <summary>Neither better nor worse by the margin or more.</summary>
    Equivalent,
}

/// <summary>How the interval of the difference is made.</summary>
public enum ComparisonTest
{
    /// <summary>DeLong for ROC-AUC, the paired bootstrap for everything else.</summary>
    Auto,

    /// <summary>DeLong's variance of paired areas under the ROC curve.</summary>
    Delong,

    /// <summary>Percentile bootstrap over paired rows.</summary>
    Bootstrap,
}

/// <summary>The comparison of the primary metric.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Margin">Largest difference that does not matter, in the metric's units, not negative.</param>
/// <param name="Confidence">One-sided confidence, above 0.5 and below 1.</param>
/// <param name="Test">How the interval is made.</param>
public sealed record ComparisonRule(
    ComparisonKind Kind = ComparisonKind.NonInferior,
    double Margin = 0,
    double Confidence = 0.95,
    ComparisonTest Test = ComparisonTest.Auto
);

/// <summary>Slices that are guarded: columns, and the harm that fails.</summary>
/// <param name="By">Columns of the validation data.</param>
/// <param name="Margin">A slice fails when it is proven worse than the champion by more than this.</param>
public sealed record SliceRule(ImmutableArray<string> By, double Margin);

/// <summary>What a decision follows from, by use: a pull request, a promotion.</summary>
/// <param name="PullRequest">Decision in a pull request.</param>
/// <param name="Promotion">Decision when a stage is to move.</param>
public sealed record OutcomeDecision(Decision PullRequest, Decision Promotion);

/// <summary>The rules of a gate, as <c>assay.yml</c> states them.</summary>
public sealed record GatePolicy
{
    /// <summary>What to compare with: a stage, a version, a branch or <c>merge-base</c>.</summary>
    public string Against { get; init; } = "prod";

    /// <summary>What happens when there is nothing to compare with yet.</summary>
    public Outcome First { get; init; } = Outcome.Pass;

    /// <summary>The metric that decides; null takes the task's usual one.</summary>
    public MetricReference? Primary { get; init; }

    /// <summary>The comparison of the primary metric; null compares nothing.</summary>
    public ComparisonRule? Compare { get; init; }

    /// <summary>Conditions that must all hold.</summary>
    public ImmutableArray<Condition> Require { get; init; } = [];

    /// <summary>What each outcome leads to; outcomes not named: pass accepts, the others refuse.</summary>
    public ImmutableDictionary<Outcome, OutcomeDecision> On { get; init; } =
        ImmutableDictionary<Outcome, OutcomeDecision>.Empty;

    /// <summary>Guarded slices, or null.</summary>
    public SliceRule? Slices { get; init; }

    /// <summary>What <paramref name="outcome"/> leads to in a pull request or a promotion.</summary>
    public OutcomeDecision Decide(Outcome outcome) =>
        On.GetValueOrDefault(outcome)
        ?? (
            outcome == Outcome.Pass
                ? new OutcomeDecision(Decision.Accept, Decision.Accept)
                : new OutcomeDecision(Decision.Refuse, Decision.Refuse)
        );
}
