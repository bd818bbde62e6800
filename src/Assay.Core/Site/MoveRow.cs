using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>A move of a stage. Times are milliseconds since 1970.</summary>
internal sealed record MoveRow(
    string Model,
    string Stage,
    string Kind,
    string Version,
    RunId Run,
    string Actor,
    long At,
    string? Reason,
    string? Override,
    MoveEvidence? Evidence
)
{
    /// <summary>All moves; of each stage, oldest first.</summary>
    public static ImmutableArray<MoveRow> Of(IEnumerable<StageHistory> stages) =>
        [
            .. stages
                .SelectMany(s => s.Transitions)
                .Select(t => new MoveRow(
                    SiteText.Of(t.Model),
                    SiteText.Of(t.Stage),
                    KebabCase.Of(t.Kind),
                    t.Version.ToString(),
                    t.Run,
                    SiteText.Of(t.Actor),
                    t.At.ToUnixTimeMilliseconds(),
                    SiteText.Of(t.Reason),
                    SiteText.Of(t.Override),
                    t.Evidence is { } e ? new MoveEvidence(e.Run, KebabCase.Of(e.Outcome), KebabCase.Of(e.Trust)) : null
                )),
        ];
}

/// <summary>The verdict that a move rests on.</summary>
internal sealed record MoveEvidence(RunId Run, string Verdict, string Trust);
