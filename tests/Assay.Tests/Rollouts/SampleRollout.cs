using Assay.Core.Conditions;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Core.Runs;

namespace Assay.Tests.Rollouts;

/// <summary>A plan, and looks at a target that does what it is told.</summary>
internal static class SampleRollout
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static RolloutPlan Plan { get; } =
        new()
        {
            Id = "5f3a9c01d2e4b687",
            Model = "churn",
            Target = "prod",
            Canary = Version("v1.1.0", 'b'),
            Stable = Version("v1.0.0", 'a'),
            Steps = [5, 25, 50],
            Every = TimeSpan.FromMinutes(5),
            Analysis = [Condition("error_rate <= 5%"), Condition("latency_p50 <= stable * 1.5")],
            VisitWithin = TimeSpan.FromHours(2),
            GiveUpAfter = TimeSpan.FromHours(24),
        };

    public static RolloutVersion Version(string version, char digit) =>
        new(
            SemanticVersion.Parse(version),
            RunId.Parse(new string(digit, 32)),
            Sha256Digest.Parse("sha256:" + new string(digit, 64))
        );

    public static Condition Condition(string text) =>
        ConditionParser.TryParse(text, out var condition, out var fault)
            ? condition
            : throw new FormatException(fault.Message);

    public static ServerHealth Ready(RolloutVersion version) =>
        new(IsReady: true, version.Version.ToString(), version.ModelDigest);

    /// <summary>Both arms healthy over the step's time, each request in 10 ms.</summary>
    public static ArmsWindow Window(
        long canary,
        long stable,
        long errors = 0,
        TimeSpan? over = null,
        double canarySeconds = 0.01,
        long keyless = 0
    ) =>
        new(
            Noon,
            Noon + (over ?? TimeSpan.FromMinutes(5)),
            Arm(Core.Rollouts.Arm.Stable, stable, 0, 0.01, keyless: 0),
            Arm(Core.Rollouts.Arm.Canary, canary, errors, canarySeconds, keyless)
        );

    /// <summary>A look at a target where everything is as the state wants it.</summary>
    public static Observation Look(RolloutPlan plan, RolloutState state, ArmsWindow? window = null) =>
        state.Phase switch
        {
            RolloutPhase.Created => new Observation { Stable = plan.Stable is { } s ? Ready(s) : null },
            RolloutPhase.Starting or RolloutPhase.Verifying => new Observation
            {
                Stable = plan.Stable is { } stable ? Ready(stable) : null,
                Canary = Ready(plan.Canary),
            },
            RolloutPhase.Step => new Observation
            {
                Stable = Ready(plan.Stable!),
                Canary = Ready(plan.Canary),
                Weight = plan.WeightOf(state.Step),
                Window = window ?? Window(1000, 1000),
                LastVisit = state.Since,
            },
            RolloutPhase.Promoting => new Observation { Stable = Ready(plan.Canary) },
            _ => new Observation { Stable = plan.Stable is { } stays ? Ready(stays) : null },
        };

    private static ArmStats Arm(Arm arm, long requests, long errors, double seconds, long keyless)
    {
        var counts = new long[LatencyHistogram.BucketCount];
        counts[LatencyHistogram.BucketOf(TimeSpan.FromSeconds(seconds))] = requests;
        return new ArmStats
        {
            Arm = arm,
            Requests = requests,
            Errors = errors,
            Keyless = keyless,
            Latency = LatencyHistogram.Of(counts, requests * seconds),
        };
    }
}
