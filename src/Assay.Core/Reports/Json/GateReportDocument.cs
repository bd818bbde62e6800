using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Json;

/// <summary>The document's keys, in the order written.</summary>
internal sealed record GateReportDocument(
    int Schema,
    string Model,
    string Task,
    string Verdict,
    DecisionDocument Decision,
    string Headline,
    ImmutableArray<string> Reasons,
    int Rows,
    RowsToSettleDocument? RowsToSettle,
    MetricDocument? Primary,
    ImmutableArray<MetricDocument> Metrics,
    ImmutableArray<RuleDocument> Rules,
    ImmutableArray<SliceDocument> Slices,
    RunOfReport Run,
    ChampionDocument? Champion,
    string Against,
    ImmutableArray<string> PolicyChanges,
    EvidenceDocument Evidence,
    ImmutableArray<double?> History,
    ImmutableArray<ChartDocument> Charts,
    DateTimeOffset At,
    string Command
)
{
    public static GateReportDocument Of(GateReport report, bool showValues)
    {
        var verdict = report.Verdict;
        return new GateReportDocument(
            GateReportJson.Schema,
            report.Model,
            KebabCase.Of(report.Task),
            KebabCase.Of(verdict.Outcome),
            DecisionDocument.Of(report.Decision),
            verdict.Headline,
            Because(verdict),
            verdict.Rows,
            RowsToSettleDocument.Of(verdict.RowsToSettle),
            verdict.Primary is null ? null : MetricDocument.Of(verdict.Primary),
            [.. verdict.Metrics.Select(MetricDocument.Of)],
            [.. verdict.Rules.Select(RuleDocument.Of)],
            [.. SliceDocument.Of(verdict.Slices, showValues)],
            RunOfReport.Of(report.Run),
            ChampionDocument.Of(report),
            report.Policy.Against,
            report.PolicyChanges,
            EvidenceDocument.Of(report),
            [.. report.History.Select(value => Finite(value))],
            [.. report.Charts.Select(chart => new ChartDocument(chart.Name, chart.Title, chart.Description))],
            report.At,
            report.Command
        );
    }

    public static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    // The headline is the finding of the rule that decided.
    private static ImmutableArray<string> Because(Verdict verdict) =>
        [
            .. verdict
                .Rules.Where(rule => rule.Blocking && rule.Outcome is { } outcome && outcome != Outcome.Pass)
                .OrderByDescending(rule => rule.Outcome)
                .Select(rule => rule.Reason)
                .Prepend(verdict.Headline)
                .Distinct(),
        ];
}

internal sealed record DecisionDocument(string PullRequest, string Promotion)
{
    public static DecisionDocument Of(OutcomeDecision decision) =>
        new(KebabCase.Of(decision.PullRequest), KebabCase.Of(decision.Promotion));
}

internal sealed record RowsToSettleDocument(
    long AdditionalRows,
    double TrueDifference,
    bool Observed,
    double Confidence,
    double Power
)
{
    public static RowsToSettleDocument? Of(RowsToSettle? rows) =>
        rows is null ? null : new(rows.AdditionalRows, rows.TrueDifference, rows.Observed, rows.Confidence, rows.Power);
}

internal sealed record RuleDocument(
    string Rule,
    string? Verdict,
    bool Blocking,
    string Reason,
    string? Metric,
    double? Value,
    double? Limit
)
{
    public static RuleDocument Of(RuleResult rule) =>
        new(
            rule.Rule,
            rule.Outcome is { } outcome ? KebabCase.Of(outcome) : null,
            rule.Blocking,
            rule.Reason,
            rule.Metric?.ToString(),
            GateReportDocument.Finite(rule.Value),
            GateReportDocument.Finite(rule.Limit)
        );
}

internal sealed record SliceDocument(
    string Label,
    string Column,
    string? Value,
    int Rows,
    bool Harmed,
    string? Note,
    MetricDocument? Comparison
)
{
    public static IEnumerable<SliceDocument> Of(ImmutableArray<SliceResult> slices, bool showValues) =>
        slices.Zip(
            SliceLabels.Of(slices, showValues),
            (slice, label) =>
                new SliceDocument(
                    label,
                    slice.Column,
                    showValues ? slice.Value : null,
                    slice.Rows,
                    slice.Harmed,
                    slice.Note,
                    slice.Comparison is null ? null : MetricDocument.Of(slice.Comparison)
                )
        );
}

internal sealed record ChampionDocument(string Name, RunOfReport? Run)
{
    public static ChampionDocument? Of(GateReport report) =>
        report.Verdict.ChampionName is { } name
            ? new(name, report.ChampionRun is null ? null : RunOfReport.Of(report.ChampionRun))
            : null;
}

internal sealed record RunOfReport(
    RunId Id,
    string Status,
    string? Commit,
    string? Branch,
    bool? Dirty,
    Sha256Digest? ModelDigest,
    Sha256Digest? Fingerprint
)
{
    public static RunOfReport Of(Run run) =>
        new(
            run.Id,
            KebabCase.Of(run.Status),
            run.Code?.Commit,
            run.Code?.Branch,
            run.Code?.Dirty,
            run.ModelDigest,
            run.Fingerprint
        );
}

internal sealed record EvidenceDocument(
    string ValidationPath,
    Sha256Digest ValidationDigest,
    string? Id,
    string Target,
    string Challenger,
    string? Champion,
    ulong Seed,
    ImmutableArray<string> Notes
)
{
    public static EvidenceDocument Of(GateReport report)
    {
        var source = report.Evidence;
        return new(
            source.ValidationPath,
            source.ValidationDigest,
            source.Id,
            source.Target,
            source.Challenger,
            source.Champion,
            report.Verdict.Seed,
            source.Notes
        );
    }
}

internal sealed record ChartDocument(string Name, string Title, string Description);
