using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Gates;
using Assay.Core.Reports.Json;
using Assay.Core.Runs;
using Assay.Tests.Reports;

namespace Assay.EndToEnd.Sites;

/// <summary>A run, and the files that it made.</summary>
internal sealed record RecordedRun(Run Run, ImmutableArray<(string Path, byte[] Bytes)> Files);

/// <summary>Runs of a team that trains two models every hour; the same ones every time. Every 25th is a verdict on the one before it.</summary>
internal static class SampleRuns
{
    public const int VerdictEvery = 25;
    private const int Curved = 60;

    private static readonly DateTimeOffset _newest = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] _people =
    [
        "Ada <ada@example.com>",
        "Grace <grace@example.com>",
        "Zoë <zoe@example.com>",
        "github-actions",
    ];
    private static readonly byte[] _verdict = Encoding.UTF8.GetBytes(GateReportJson.Write(ReportSamples.Pass()));
    private static readonly string[] _algorithms = ["boosted_trees", "logistic_regression", "random_forest"];

    /// <summary>The run that is so many before the newest, and the files that it made.</summary>
    public static RecordedRun Of(int before) =>
        before % VerdictEvery == 0 ? new RecordedRun(Verdict(before), [("verdict.json", _verdict)])
        : Training(before) is { ModelPath: { } path } run
            ? new RecordedRun(run, [(path, Encoding.UTF8.GetBytes($"model {before}"))])
        : new RecordedRun(Training(before), []);

    public static DateTimeOffset At(int before) => _newest - TimeSpan.FromMinutes(43 * before);

    public static RunId Id(int before) =>
        RunId.New(At(before), [.. SHA256.HashData(BitConverter.GetBytes(before))[..10]]);

    public static string ModelOf(int before) => before / VerdictEvery % 3 == 2 ? "fraud" : "churn";

    public static Sha256Digest Digest(string of) => Sha256Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    /// <summary>Its area under the curve, which rises over the months.</summary>
    public static double RocAuc(int before) =>
        Math.Round(0.86 - (before / 200_000.0) + (0.012 * Wave(before, 1)) - (before % 40 == 7 ? 0.05 : 0), 6);

    private static Run Training(int before)
    {
        var status = (before % 50) switch
        {
            13 => RunStatus.Failed,
            31 => RunStatus.Killed,
            _ => RunStatus.Finished,
        };
        return Empty(before) with
        {
            Kind = before % 11 == 3 ? RunKind.Logged : RunKind.Training,
            Status = status,
            Failure = status == RunStatus.Failed ? "the command ended with exit code 1" : null,
            Params = Texts(
                ("algorithm", _algorithms[before % 3]),
                ("learning_rate", before % 2 == 0 ? "0.08" : "0.1"),
                ("leaves", $"{5 + (before % 7)}"),
                ("seed", $"{before % 5}"),
                ("trees", $"{100 + (before % 4 * 50)}")
            ),
            Metrics = status == RunStatus.Finished ? Metrics(before) : Series(("log_loss", [0.693])),
            Tags = Texts(("team", before % 2 == 0 ? "growth" : "risk")),
            Inputs = [new("data/train.csv", Digest($"train {before / 200}"), 642_113)],
            // Of the others the model is kept elsewhere.
            ModelPath = status == RunStatus.Finished && (before < 100 || before % 100 == 1) ? "out/model.onnx" : null,
            Machine = new("Debian GNU/Linux 12 (bookworm)", "x64", 4, 16_000_000_000),
            Resources = new(61.5, 118.2, 512_000_000),
            Command = "python train.py",
            ExitCode = status == RunStatus.Finished ? 0 : 1,
            LogTail =
                status == RunStatus.Failed
                    ? "Traceback (most recent call last):\n  ValueError: plan 'gold' is unknown"
                    : null,
        };
    }

    private static Run Verdict(int before)
    {
        var outcome = (before / VerdictEvery % 4) switch
        {
            1 => Outcome.Fail,
            3 => Outcome.Inconclusive,
            _ => Outcome.Pass,
        };
        var roc = RocAuc(before + 1);
        return Empty(before) with
        {
            Kind = RunKind.Evaluation,
            Metrics = Series(("log_loss", [1.25 - roc]), ("roc_auc", [roc])),
            Judgement = new Judgement(
                Id(before + 1),
                Digest($"model {before + 1}"),
                outcome,
                outcome == Outcome.Pass ? Decision.Accept : Decision.Refuse,
                Id(before + 60),
                "prod",
                outcome switch
                {
                    Outcome.Pass => FormattableString.Invariant(
                        $"ROC-AUC {roc:0.000}, +0.004 over v1.3.0 in prod (90 % interval −0.002 to +0.010)"
                    ),
                    Outcome.Fail => FormattableString.Invariant(
                        $"ROC-AUC {roc:0.000}, −0.031 against v1.3.0 in prod (90 % interval −0.040 to −0.022): worse by more than 0.01"
                    ),
                    _ => FormattableString.Invariant(
                        $"ROC-AUC {roc:0.000}, −0.006 against v1.3.0 in prod (90 % interval −0.016 to +0.004): 900 more rows would settle it"
                    ),
                },
                Digest("policy")
            ),
        };
    }

    private static Run Empty(int before) =>
        new()
        {
            Id = Id(before),
            Model = ModelOf(before),
            Kind = RunKind.Training,
            Status = RunStatus.Finished,
            StartedAt = At(before),
            EndedAt = At(before).AddSeconds(62),
            Actor = _people[before % _people.Length],
            Code = new(
                Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(before / 4)))[..40],
                before % 3 == 0 ? "main" : $"try-{before % 9}",
                Dirty: before % 17 == 0
            ),
        };

    private static ImmutableSortedDictionary<string, MetricSeries> Metrics(int before)
    {
        var roc = RocAuc(before);
        return before >= Curved
            ? Series(("f1", [roc - 0.24]), ("log_loss", [1.25 - roc]), ("roc_auc", [roc]))
            : Series(
                ("f1", [roc - 0.24]),
                ("log_loss", Curve(0.69, 1.25 - roc, before)),
                ("roc_auc", Curve(0.5, roc, before)),
                ("validation_loss", Curve(0.7, 1.29 - roc, before + 500))
            );
    }

    // From one value to another, fast at first, with some noise.
    private static double[] Curve(double from, double to, int before) =>
        [
            .. Enumerable
                .Range(0, 60)
                .Select(step =>
                    step == 59
                        ? to
                        : to + ((from - to) * Math.Exp(-step / (8.0 + (before % 5 * 3)))) + (0.004 * Wave(before, step))
                ),
        ];

    private static double Wave(int before, int k) => Math.Sin((before * 12.9898) + (k * 78.233));

    private static ImmutableSortedDictionary<string, string> Texts(params (string, string)[] texts) =>
        texts.ToImmutableSortedDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, MetricSeries> Series(params (string, double[])[] series) =>
        series.ToImmutableSortedDictionary(
            s => s.Item1,
            s => new MetricSeries(s.Item2.Select((value, step) => new MetricPoint(step, _newest, value))),
            StringComparer.Ordinal
        );
}
