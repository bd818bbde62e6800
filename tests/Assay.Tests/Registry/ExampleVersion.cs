using Assay.Core.Gates;
using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Tests.Runs;

namespace Assay.Tests.Registry;

/// <summary>Versions, moves and verdicts for tests; version 1.N.0 is run N.</summary>
internal static class ExampleVersion
{
    public static ModelVersion Of(int number) =>
        new(
            "churn",
            SemanticVersion.Parse($"v1.{number}.0"),
            ExampleRun.Id(number),
            ExampleRun.Digest($"model {number}"),
            "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80",
            "zoe",
            ExampleRun.Noon
        );

    public static Transition Promoted(int number) => Move(number, TransitionKind.Promote);

    public static Transition RolledBack(int number) => Move(number, TransitionKind.Rollback);

    public static RunSummary Trained(int number) =>
        RunSummary.Of(ExampleRun.Finished(number), $"{number:x40}") with
        {
            ModelDigest = ExampleRun.Digest($"model {number}"),
        };

    /// <summary>A verdict on run <paramref name="number"/>, made as run 100 + N or <paramref name="id"/>.</summary>
    public static RunSummary Judged(
        int number,
        Outcome outcome = Outcome.Pass,
        Decision decision = Decision.Accept,
        int? id = null,
        int? champion = null
    ) =>
        RunSummary.Of(ExampleRun.Finished(id ?? 100 + number), $"{id ?? 100 + number:x40}") with
        {
            Kind = RunKind.Evaluation,
            Judgement = new(
                ExampleRun.Id(number),
                ExampleRun.Digest($"model {number}"),
                outcome,
                decision,
                champion is null ? null : ExampleRun.Id(champion.Value),
                "prod",
                "worse by 0.02.",
                ExampleRun.Digest("policy")
            ),
        };

    private static Transition Move(int number, TransitionKind kind) =>
        new()
        {
            Model = "churn",
            Stage = "prod",
            Kind = kind,
            Version = Of(number).Version,
            Run = ExampleRun.Id(number),
            ModelDigest = Of(number).ModelDigest,
            Evidence =
                kind == TransitionKind.Promote ? new(ExampleRun.Id(100 + number), Outcome.Pass, Trust.Local) : null,
            Actor = "zoe",
            At = ExampleRun.Noon,
        };
}
