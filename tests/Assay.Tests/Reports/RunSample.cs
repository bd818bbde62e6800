using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Tests.Reports;

/// <summary>The run that the sample reports judge.</summary>
internal static class RunSample
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    public static Run Run() =>
        new()
        {
            Id = RunId.Parse("0199a1c45d1c7e4fa0c1b2a3948576de"),
            Model = "churn",
            Kind = RunKind.Training,
            Status = RunStatus.Finished,
            StartedAt = At.AddSeconds(-11),
            EndedAt = At,
            Metrics = ImmutableSortedDictionary<string, MetricSeries>.Empty.Add("train_loss", Series()),
            Artifacts = [new Artifact("out/model.onnx", Digest('a'), 1_400_000)],
            ModelPath = "out/model.onnx",
            Code = new CodeState("3f9c2a1d5b7e8f90112233445566778899aabbcc", "better-trees", false),
            Resources = new ResourceUse(11.2, 20.1, 512_000_000),
        };

    public static MetricSeries Series() =>
        new(
            Enumerable
                .Range(1, 40)
                .Select(step => new MetricPoint(step, At.AddSeconds(step - 40), 0.69 / Math.Sqrt(step)))
        );

    public static Sha256Digest Digest(char digit) => Sha256Digest.Parse(new string(digit, 64));
}
