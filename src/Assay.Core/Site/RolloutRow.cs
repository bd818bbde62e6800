using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>A rollout with its moves, oldest first. Steps are shares in percent; 100 follows.</summary>
internal sealed record RolloutRow(
    string Id,
    string Model,
    string Target,
    string Version,
    RunId Run,
    string? Stable,
    ImmutableArray<decimal> Steps,
    string? Override,
    ImmutableArray<RolloutMoveRow> Moves
)
{
    /// <summary>All rollouts, newest first.</summary>
    public static ImmutableArray<RolloutRow> Of(IEnumerable<RolloutHistory> histories) =>
        [
            .. histories
                .SelectMany(h => h.Entries.GroupBy(e => e.Plan.Id, StringComparer.Ordinal))
                .Select(Of)
                .OrderByDescending(r => r.Moves[0].At),
        ];

    private static RolloutRow Of(IGrouping<string, RolloutEntry> moves)
    {
        var last = moves.Last();
        var plan = last.Plan;
        return new RolloutRow(
            SiteText.Of(plan.Id),
            SiteText.Of(plan.Model),
            SiteText.Of(plan.Target),
            plan.Canary.Version.ToString(),
            plan.Canary.Run,
            plan.Stable?.Version.ToString(),
            plan.Steps,
            SiteText.Of(last.Override),
            [.. moves.Select(RolloutMoveRow.Of)]
        );
    }
}

/// <summary>A move of a rollout, with the step's verdict where one was judged. Times are milliseconds since 1970.</summary>
internal sealed record RolloutMoveRow(
    string Phase,
    int Step,
    decimal Weight,
    long At,
    string Actor,
    string Reason,
    string? Verdict,
    ImmutableArray<RuleRow> Rules
)
{
    public static RolloutMoveRow Of(RolloutEntry entry) =>
        new(
            KebabCase.Of(entry.State.Phase),
            entry.State.Step,
            entry.State.WeightIn(entry.Plan),
            entry.At.ToUnixTimeMilliseconds(),
            SiteText.Of(entry.Actor),
            SiteText.Of(entry.State.Reason),
            entry.Analysis is { } analysis ? KebabCase.Of(analysis.Outcome) : null,
            entry.Analysis is { Rules: var rules }
                ?
                [
                    .. rules.Select(r => new RuleRow(
                        SiteText.Of(r.Rule),
                        r.Outcome is { } outcome ? KebabCase.Of(outcome) : null,
                        SiteText.Of(r.Reason),
                        true
                    )),
                ]
                : []
        );
}

/// <summary>What was found for a rule; the verdict is null when it does not apply.</summary>
internal sealed record RuleRow(string Rule, string? Verdict, string Reason, bool Blocking);
