using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>
/// A drift that began a retraining, and the run that came of it, if one was recorded; whether it succeeded is null while that is
/// not known. Times are milliseconds since 1970.
/// </summary>
internal sealed record RetrainingRow(
    string Model,
    string Version,
    ImmutableArray<string> Columns,
    string Headline,
    string Actor,
    long At,
    int? Attempt,
    bool? Succeeded,
    RunId? Run
)
{
    // The tag of a retraining's run: drift=MODEL@VERSION. Older journals do not name the run.
    private const string Tag = "drift";

    /// <summary>All of them, newest first.</summary>
    public static ImmutableArray<RetrainingRow> Of(SiteContent content)
    {
        var tagged = content.Runs.Where(r => r.Tags.ContainsKey(Tag)).Reverse().ToArray();
        return
        [
            .. content
                // One is written when it begins, and once more when it has ended.
                .Retrainings.GroupBy(r => (r.Model, r.At))
                .Select(entries => entries.Last())
                .OrderByDescending(r => r.At)
                .Select(r => new RetrainingRow(
                    SiteText.Of(r.Model),
                    r.Version.ToString(),
                    [.. r.Columns.Select(c => SiteText.Of(c))],
                    SiteText.Of(r.Headline),
                    SiteText.Of(r.Actor),
                    r.At.ToUnixTimeMilliseconds(),
                    r.Attempt,
                    r.Succeeded,
                    r.Run ?? RunOf(r, tagged)
                )),
        ];
    }

    private static RunId? RunOf(Retraining retraining, RunSummary[] oldestFirst) =>
        oldestFirst
            .FirstOrDefault(run =>
                run.Model == retraining.Model
                && run.StartedAt >= retraining.At
                && run.Tags[Tag] == $"{retraining.Model}@{retraining.Version}"
            )
            ?.Id;
}
