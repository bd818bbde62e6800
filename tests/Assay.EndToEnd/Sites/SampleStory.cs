using Assay.Core.Conditions;
using Assay.Core.Drift;
using Assay.Core.Gates;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Git;

namespace Assay.EndToEnd.Sites;

/// <summary>What became of some of the <see cref="SampleRuns"/>: four versions, two stages, two rollouts, three drifts.</summary>
internal static class SampleStory
{
    // Of the model churn, each with a verdict that lets it through, oldest first.
    private static readonly (string Version, int Before)[] _versions =
    [
        ("v1.0.0", 1201),
        ("v1.1.0", 901),
        ("v1.2.0", 601),
        ("v1.3.0", 301),
    ];

    public static async Task TellAsync(RecordedTeam team)
    {
        var registry = new ModelRegistry(team.Store, _ => { });
        foreach (var (version, before) in _versions)
        {
            var run = await team.FindAsync(SampleRuns.Id(before));
            await registry.RegisterAsync(Version(version, before, run), run, RecordedTeam.Token);
            await MoveAsync(registry, "staging", version, before, TransitionKind.Promote, days: 1, null);
            await MoveAsync(
                registry,
                "prod",
                version,
                before,
                TransitionKind.Promote,
                days: 3,
                "the rollout ended well"
            );
        }

        await MoveAsync(
            registry,
            "prod",
            "v1.2.0",
            601,
            TransitionKind.Rollback,
            days: 13,
            "complaints of the call centre"
        );
        var journal = new RolloutJournal(team.Store, "prod", "churn", _ => { });
        await RollOutAsync(journal, 2, 4, wentBack: false);
        await RollOutAsync(journal, 3, 3, wentBack: true);
        await DriftAsync(team, "v1.0.0", 1100, "tenure", "total_charges");
        await DriftAsync(team, "v1.1.0", 800, "tenure", "total_charges", "contract", "payment_method");
        await DriftAsync(team, "v1.2.0", 420, "contract", "internet_service", "monthly_charges");
    }

    private static ModelVersion Version(string version, int before, RunSummary run) =>
        new(
            "churn",
            SemanticVersion.Parse(version),
            run.Id,
            run.ModelDigest!.Value,
            run.Code!.Commit,
            "Ada <ada@example.com>",
            SampleRuns.At(before).AddHours(2)
        );

    private static async Task MoveAsync(
        ModelRegistry registry,
        string stage,
        string version,
        int before,
        TransitionKind kind,
        int days,
        string? reason
    )
    {
        var view = await registry.ReadAsync(RecordedTeam.Token);
        var move = new Transition
        {
            Model = "churn",
            Stage = stage,
            Kind = kind,
            Version = SemanticVersion.Parse(version),
            Run = SampleRuns.Id(before),
            ModelDigest = SampleRuns.Digest($"model {before}"),
            Evidence =
                kind == TransitionKind.Promote
                    ? new PromotionEvidence(SampleRuns.Id(before - 1), Outcome.Pass, Trust.Branch)
                    : null,
            Actor = "Grace <grace@example.com>",
            At = SampleRuns.At(before).AddDays(days),
            Reason = reason,
        };
        (await registry.MoveAsync(move, view.StageOf("churn", stage), RecordedTeam.Token)).ShouldBeTrue();
    }

    // The journal of one rollout: to its end, or to the step in which its latency sent it back.
    private static async Task RollOutAsync(RolloutJournal journal, int version, int moves, bool wentBack)
    {
        var start = SampleRuns.At(_versions[version].Before).AddDays(2);
        var plan = new RolloutPlan
        {
            Id = $"5f3a9c01d2e4b68{version}",
            Model = "churn",
            Target = "prod",
            Canary = Served(version),
            Stable = Served(version - 1),
            Steps = [5, 25, 50],
            Every = TimeSpan.FromMinutes(30),
            Analysis = [Condition("error_rate <= 1%"), Condition("latency_p99 <= stable * 1.5")],
            VisitWithin = TimeSpan.FromHours(3),
            GiveUpAfter = TimeSpan.FromHours(24),
        };
        var states = new List<RolloutState>
        {
            new(RolloutPhase.Created, 0, start, "planned"),
            new(RolloutPhase.Starting, 0, start.AddSeconds(2), "the server starts"),
            new(RolloutPhase.Verifying, 0, start.AddSeconds(9), "the server is ready"),
        };
        states.AddRange(
            Enumerable
                .Range(1, moves - 1)
                .Select(step => new RolloutState(
                    RolloutPhase.Step,
                    step,
                    start.AddMinutes(30 * step),
                    step == 1 ? "it is the version that it should be" : $"step {step - 1} met every condition"
                ))
        );
        var end = start.AddMinutes((30 * moves) + 4);
        states.AddRange(
            wentBack
                ?
                [
                    new(RolloutPhase.Aborting, moves - 1, end, Slow, RolloutPhase.RolledBack),
                    new(RolloutPhase.RolledBack, moves - 1, end.AddSeconds(3), Slow),
                ]
                :
                [
                    new(RolloutPhase.Promoting, moves - 1, end, "step 3 met every condition"),
                    new(RolloutPhase.Promoted, moves - 1, end.AddSeconds(5), $"{plan.Canary.Version} serves"),
                ]
        );
        foreach (var state in states)
        {
            var view = await journal.ReadAsync(RecordedTeam.Token);
            var entry = new RolloutEntry
            {
                Plan = plan,
                State = state,
                Actor = "github-actions",
                At = state.Since,
                Analysis = state.Phase is RolloutPhase.Step or RolloutPhase.Aborting ? Analysis(state) : null,
            };
            (await journal.AppendAsync(entry, view, RecordedTeam.Token)).ShouldNotBeNull();
        }
    }

    private const string Slow =
        "latency p99 310 ms of 412 requests is not within 180 ms (≤ stable × 1.5; stable 120 ms of 1,240 requests)";

    private static StepAnalysis Analysis(RolloutState state)
    {
        var fails = state.Phase == RolloutPhase.Aborting;
        return new StepAnalysis(
            fails ? Outcome.Fail : Outcome.Pass,
            [
                Rule("requests >= 100", Outcome.Pass, "the canary has answered 412 requests"),
                Rule("error_rate <= 1%", Outcome.Pass, "error rate 0.2 % of 412 requests ≤ 1 %"),
                Rule(
                    "latency_p99 <= stable * 1.5",
                    fails ? Outcome.Fail : Outcome.Pass,
                    fails ? Slow : "latency p99 124 ms of 412 requests ≤ 180 ms"
                ),
            ]
        );
    }

    private static AnalysisRule Rule(string rule, Outcome outcome, string reason) =>
        new()
        {
            Rule = rule,
            Outcome = outcome,
            Reason = reason,
            Requests = 412,
        };

    private static RolloutVersion Served(int version) =>
        new(
            SemanticVersion.Parse(_versions[version].Version),
            SampleRuns.Id(_versions[version].Before),
            SampleRuns.Digest($"model {_versions[version].Before}")
        );

    private static Condition Condition(string text) =>
        ConditionParser.TryParse(text, out var condition, out var fault)
            ? condition
            : throw new FormatException(fault.Message);

    private static async Task DriftAsync(RecordedTeam team, string version, int before, params string[] columns)
    {
        var journal = new RetrainingJournal(team.Store, "churn");
        var retraining = new Retraining
        {
            Model = "churn",
            Version = SemanticVersion.Parse(version),
            Columns = [.. columns],
            Headline = $"{columns.Length} of 19 columns drifted: {columns[0]} PSI 0.61, {columns[1]} PSI 0.34, …",
            Actor = "github-actions",
            At = SampleRuns.At(before),
        };
        var last = await journal.ReadAsync(RecordedTeam.Token);
        (await journal.AppendAsync(retraining, last, RecordedTeam.Token)).ShouldNotBeNull();
    }
}
