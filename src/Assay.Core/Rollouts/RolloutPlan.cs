using System.Collections.Immutable;
using Assay.Core.Conditions;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>A version and the model that it must be.</summary>
/// <param name="Version">The version.</param>
/// <param name="Run">The run that made it.</param>
/// <param name="ModelDigest">Digest of its model.</param>
/// <param name="Image">The image that holds it, where a target serves images.</param>
public sealed record RolloutVersion(SemanticVersion Version, RunId Run, Sha256Digest ModelDigest, string? Image = null);

/// <summary>What a rollout is to do. It is settled at its start and never changes.</summary>
public sealed record RolloutPlan
{
    /// <summary>The shortest of the times after which a rollout that nobody visits goes back.</summary>
    public static readonly TimeSpan LeastVisitWithin = TimeSpan.FromHours(2);

    /// <summary>The shortest of the usual times after which an undecided step goes back.</summary>
    public static readonly TimeSpan LeastGiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>Requests of the canary without which no step is done, where nothing is said.</summary>
    public const long UsualSmallestSample = 100;

    /// <summary>Within what time a canary must be ready, where nothing is said.</summary>
    public static readonly TimeSpan UsualReadyWithin = TimeSpan.FromMinutes(5);

    private const int VisitIntervals = 6;
    private const int GiveUpIntervals = 24;

    /// <summary>The rollout's own name: hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The version that is rolled out.</summary>
    public required RolloutVersion Canary { get; init; }

    /// <summary>The version that serves there; null when nothing does, and the canary becomes stable once it is verified.</summary>
    public RolloutVersion? Stable { get; init; }

    /// <summary>The canary's shares in percent, rising; 100 follows. Without any, it becomes stable once it is verified.</summary>
    public ImmutableArray<decimal> Steps { get; init; } = [];

    /// <summary>The shortest time of a step.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What every step must meet.</summary>
    public ImmutableArray<Condition> Analysis { get; init; } = [];

    /// <summary>Requests of the canary without which no step is done.</summary>
    public long SmallestSample { get; init; } = UsualSmallestSample;

    /// <summary>What requests are split by; null for each by itself.</summary>
    public SplitKey? SplitBy { get; init; }

    /// <summary>What the split depends on beside the key.</summary>
    public string Salt { get; init; } = "";

    /// <summary>The chance, for each condition, that a canary that meets it is sent back all the same.</summary>
    public double FalseAlarm { get; init; } = AbortRules.UsualFalseAlarm;

    /// <summary>Within what time somebody must visit, or it goes back.</summary>
    public required TimeSpan VisitWithin { get; init; }

    /// <summary>Within what time a step must be decided, or it goes back.</summary>
    public required TimeSpan GiveUpAfter { get; init; }

    /// <summary>Within what time the canary must be ready, or it goes back.</summary>
    public TimeSpan ReadyWithin { get; init; } = UsualReadyWithin;

    /// <summary>The usual time without a visit: two hours, or six intervals.</summary>
    public static TimeSpan VisitWithinOf(TimeSpan every) => Longer(LeastVisitWithin, every * VisitIntervals);

    /// <summary>The usual time without a decision: a day, or 24 intervals.</summary>
    public static TimeSpan GiveUpAfterOf(TimeSpan every) => Longer(LeastGiveUpAfter, every * GiveUpIntervals);

    /// <summary>Whether the canary becomes stable once it is verified, without a share before.</summary>
    public bool IsDirect => Stable is null || Steps.IsEmpty;

    /// <summary>The canary's share in a step.</summary>
    /// <param name="step">From 1.</param>
    public decimal WeightOf(int step) => Steps[step - 1];

    /// <summary>What sends the canary back in a step: each has its part of the rollout's false alarms.</summary>
    public AbortRules StepRules => new(Analysis, FalseAlarm / Math.Max(1, Steps.Length));

    /// <summary>What is wrong with it, a sentence each.</summary>
    public ImmutableArray<string> Problems() =>
        [
            .. Steps
                .Where(step => step is <= 0 or >= 100 || decimal.Round(step, 2) != step)
                .Select(step =>
                    $"step {step} is no share: expected a percentage above 0 and below 100, with at most two decimals"
                ),
            .. Steps
                .Zip(Steps.Skip(1))
                .Where(pair => pair.Second <= pair.First)
                .Select(pair =>
                    $"step {pair.Second} after {pair.First}: expected shares that rise, for example 5, 25, 50"
                ),
            .. Analysis
                .Where(condition => !ArmMetrics.IsMeasured(condition))
                .Select(condition =>
                    $"{Quoted.Value(condition.Text)} names {condition.Metric}, which a rollout does not measure; expected one of {string.Join(", ", ArmMetrics.Names)}"
                ),
            .. Every <= TimeSpan.Zero ? [$"every is {Every}; expected a time above 0"] : Array.Empty<string>(),
            .. SmallestSample < 1
                ? [$"the smallest sample is {SmallestSample}; expected 1 or more"]
                : Array.Empty<string>(),
        ];

    /// <inheritdoc />
    public bool Equals(RolloutPlan? other) => other is not null && Id == other.Id;

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
