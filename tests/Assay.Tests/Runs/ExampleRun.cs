using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Gates;
using Assay.Core.Runs;
using CsCheck;

namespace Assay.Tests.Runs;

/// <summary>Runs for tests: one that has everything, and any.</summary>
internal static class ExampleRun
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    public static Sha256Digest Digest(string of) => Sha256Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    public static RunId Id(int number, DateTimeOffset? at = null) =>
        RunId.New(at ?? Noon, [0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(number).Reverse()]);

    public static Run Finished(int number = 1, string model = "churn", DateTimeOffset? at = null) =>
        new()
        {
            Id = Id(number, at),
            Model = model,
            Kind = RunKind.Training,
            Status = RunStatus.Finished,
            StartedAt = at ?? Noon,
            EndedAt = (at ?? Noon).AddSeconds(2.5),
            Params = Texts(("depth", "6"), ("eta", "0.1")),
            Metrics = Series(("roc_auc", [new(0, (at ?? Noon).AddSeconds(2), 0.80 + (number / 1000.0))])),
        };

    public static Run WithEverything() =>
        Finished() with
        {
            Tags = Texts(("owner", "Zoë \"Z\" <z@example.com>")),
            Metrics = Series(
                ("loss", [new(0, Noon, 0.7), new(1, Noon.AddSeconds(1), 0.6), new(2, Noon.AddSeconds(2), double.NaN)]),
                ("roc_auc", [new(0, Noon.AddSeconds(2), 0.846)])
            ),
            Inputs = [new("data/train.parquet", Digest("train"), 1_234_567)],
            Artifacts = [new("model.pkl", Digest("model"), 5), new("plots/roc.png", Digest("roc"), 3)],
            ModelPath = "model.pkl",
            Code = new("3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80", "main", Dirty: true),
            Machine = new("Debian GNU/Linux 12", "x64", 2, 8_000_000_000, "python:3.12-slim", "sha256:0123"),
            Resources = new(2.5, 3.25, 123_456_789),
            Fingerprint = Digest("fingerprint"),
            Command = "python train.py",
            ExitCode = 0,
            Actor = "zoe",
            Judgement = new(
                Id(2),
                Digest("model"),
                Outcome.NoData,
                Decision.Refuse,
                null,
                "prod",
                "0 of 10 ids match",
                Digest("policy")
            ),
        };

    public static ImmutableSortedDictionary<string, string> Texts(params (string, string)[] texts) =>
        texts.ToImmutableSortedDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, MetricSeries> Series(params (string, MetricPoint[])[] series) =>
        series.ToImmutableSortedDictionary(s => s.Item1, s => new MetricSeries(s.Item2), StringComparer.Ordinal);

    /// <summary>Any run: any text, any doubles, any order of points.</summary>
    public static Gen<Run> Any =>
        from number in Gen.Int[1, int.MaxValue]
        from status in Gen.Enum<RunStatus>()
        from kind in Gen.Enum<RunKind>()
        from time in Gen.Long[0, 4_000_000_000_000]
        from texts in Gen.Dictionary(Gen.String, Gen.String)[0, 5]
        from metrics in Gen.Dictionary(Gen.String, AnySeries)[0, 5]
        from artifacts in Gen.Int[0, 3]
        select Finished(number, "churn", DateTimeOffset.FromUnixTimeMilliseconds(time)) with
        {
            Kind = kind,
            Status = status,
            Params = texts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Metrics = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Artifacts =
            [
                .. Enumerable.Range(0, artifacts).Select(i => new Artifact($"out/{i}.bin", Digest($"{number}{i}"), i)),
            ],
            ModelPath = artifacts > 0 ? "out/0.bin" : null,
        };

    private static Gen<MetricSeries> AnySeries =>
        from points in Gen.Select(Gen.Long, Gen.Long[0, 4_000_000_000_000], Gen.Double).Array[1, 20]
        select new MetricSeries(
            points.Select(p => new MetricPoint(p.Item1, DateTimeOffset.FromUnixTimeMilliseconds(p.Item2), p.Item3))
        );
}
