using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>
/// A version, with the newest verdict on its very model and the stages that it was rolled back from and not put in again since.
/// Times are milliseconds since 1970.
/// </summary>
internal sealed record VersionRow(
    string Model,
    string Version,
    RunId Run,
    string? Digest,
    string? Commit,
    string Actor,
    long At,
    VersionVerdict? Verdict,
    ImmutableArray<string> WentBack
)
{
    /// <summary>All versions, by model and ascending.</summary>
    public static ImmutableArray<VersionRow> Of(SiteContent content)
    {
        // Runs are newest first: the first verdict on a model is the one that counts.
        var verdicts = content
            .Runs.Where(r => r.Judgement?.ModelDigest is not null)
            .GroupBy(r => (r.Model, r.Judgement!.ModelDigest!.Value))
            .ToDictionary(g => g.Key, g => g.First());
        return
        [
            .. content.Versions.Select(v => new VersionRow(
                SiteText.Of(v.Model),
                v.Version.ToString(),
                v.Run,
                RunRows.Digest(v.ModelDigest),
                SiteText.Of(v.CodeCommit),
                SiteText.Of(v.Actor),
                v.At.ToUnixTimeMilliseconds(),
                verdicts.TryGetValue((v.Model, v.ModelDigest), out var run)
                    ? new VersionVerdict(run.Id, KebabCase.Of(run.Judgement!.Outcome))
                    : null,
                [
                    .. content
                        .Stages.Where(s => s.Last?.Model == v.Model && s.WentBack.Contains(v.Version))
                        .Select(s => SiteText.Of(s.Last!.Stage)),
                ]
            )),
        ];
    }
}

/// <summary>A verdict in a word.</summary>
/// <param name="Run">The evaluation.</param>
/// <param name="Outcome">The word.</param>
internal sealed record VersionVerdict(RunId Run, string Outcome);
