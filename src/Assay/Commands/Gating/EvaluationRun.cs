using System.Collections.Immutable;
using System.Security.Cryptography;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Runs;

namespace Assay.Commands.Gating;

/// <summary>A verdict as a run of the ledger, so that a promotion can ask for it by the model's digest.</summary>
internal static class EvaluationRun
{
    /// <summary>The run; <paramref name="files"/> are those in <paramref name="folder"/> that it keeps.</summary>
    public static Run Of(
        RunId id,
        GateReport report,
        RunSummary challenger,
        RunInput validation,
        string? actor,
        CodeState? code,
        DateTimeOffset startedAt,
        ImmutableSortedDictionary<string, string> tags,
        string folder,
        IEnumerable<string> files
    )
    {
        var metrics = report
            .Verdict.Metrics.Where(m => m.Challenger is not null)
            .DistinctBy(m => m.Metric.ToString())
            .ToImmutableSortedDictionary(
                m => m.Metric.ToString(),
                m => new MetricSeries([new MetricPoint(0, report.At, m.Challenger!.Value)]),
                StringComparer.Ordinal
            );
        return new Run
        {
            Id = id,
            Model = report.Model,
            Kind = RunKind.Evaluation,
            Status = RunStatus.Finished,
            StartedAt = startedAt,
            EndedAt = report.At,
            Actor = actor,
            Code = code,
            Metrics = metrics,
            Tags = tags,
            Inputs = [validation],
            Artifacts = [.. ArtifactsOf(folder, files)],
            Judgement = new Judgement(
                challenger.Id,
                challenger.ModelDigest,
                report.Verdict.Outcome,
                report.Decision.Promotion,
                report.ChampionRun?.Id,
                report.Policy.Against,
                report.Verdict.Headline,
                PolicyText.Digest(report.Policy)
            ),
        };
    }

    private static List<Artifact> ArtifactsOf(string folder, IEnumerable<string> files)
    {
        var artifacts = new List<Artifact>();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, file));
            artifacts.Add(new Artifact(file, Sha256Digest.FromHash(SHA256.HashData(bytes)), bytes.Length));
        }

        return artifacts;
    }
}
