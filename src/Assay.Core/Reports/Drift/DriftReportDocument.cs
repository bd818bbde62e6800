using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports.Json;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Drift;

/// <summary>The document's keys, in the order written.</summary>
internal sealed record DriftReportDocument(
    int Schema,
    string Model,
    string Version,
    RunId RunId,
    string Verdict,
    string Headline,
    ImmutableArray<string> Drifted,
    ImmutableSortedDictionary<string, double?> Metrics,
    ImmutableArray<RuleDocument> Rules,
    ImmutableArray<ColumnDocument> Columns,
    ImmutableArray<ColumnDocument> Predictions,
    DriftSideDocument Reference,
    DriftSideDocument Current,
    DriftPolicyDocument Policy,
    ImmutableArray<ChartDocument> Charts,
    RetrainingStepDocument? Retraining,
    DateTimeOffset At,
    string Command
)
{
    public static DriftReportDocument Of(DriftCheckReport report, bool showValues)
    {
        var result = report.Result;
        return new DriftReportDocument(
            DriftReportJson.Schema,
            result.Model,
            report.Version,
            report.Run,
            KebabCase.Of(result.Outcome),
            result.Headline,
            [.. result.Drifted.Select(c => c.Name)],
            result.Metrics.ToImmutableSortedDictionary(
                m => m.Key,
                m => GateReportDocument.Finite(m.Value),
                StringComparer.Ordinal
            ),
            [.. result.Rules.Select(RuleDocument.Of)],
            [.. result.Columns.Select(c => ColumnDocument.Of(c, showValues))],
            [.. result.Predictions.Select(c => ColumnDocument.Of(c, showValues))],
            new DriftSideDocument(report.Reference, result.ReferenceRows, null, null),
            new DriftSideDocument(report.Current, result.CurrentRows, report.Since, report.Until),
            DriftPolicyDocument.Of(result.Policy),
            [.. report.Charts.Select(chart => new ChartDocument(chart.Name, chart.Title, chart.Description))],
            report.Retraining is { } step
                ? new RetrainingStepDocument(KebabCase.Of(step.State), step.Text, step.Run)
                : null,
            report.At,
            report.Command
        );
    }
}

internal sealed record DriftSideDocument(string Source, long Rows, DateTimeOffset? Since, DateTimeOffset? Until);

internal sealed record DriftPolicyDocument(
    ImmutableArray<string> Require,
    double Effect,
    double Missing,
    double Significance,
    int LeastRows,
    ImmutableArray<string> Ignore
)
{
    public static DriftPolicyDocument Of(DriftPolicy policy) =>
        new(
            [.. policy.Require.Select(c => c.Text)],
            policy.Effect,
            policy.Missing,
            policy.Significance,
            policy.LeastRows,
            [.. policy.Ignore.Order(StringComparer.Ordinal)]
        );
}

internal sealed record RetrainingStepDocument(string State, string Text, RunId? RunId);

internal sealed record ColumnDocument(
    string Name,
    string State,
    ColumnCountsDocument? Reference,
    ColumnCountsDocument? Current,
    double? StabilityIndex,
    IntervalDocument? Interval,
    double? JensenShannon,
    double? Wasserstein,
    double? CramersV,
    TestDocument? Test,
    MissingDocument? Missing,
    UnseenDocument? Unseen,
    ImmutableArray<CellDocument> Cells,
    ImmutableArray<string> Findings
)
{
    public static ColumnDocument Of(ColumnDrift column, bool showValues)
    {
        var values = column.Values;
        return new ColumnDocument(
            column.Name,
            KebabCase.Of(column.State),
            ColumnCountsDocument.Of(column.Reference),
            ColumnCountsDocument.Of(column.Current),
            GateReportDocument.Finite(values?.StabilityIndex),
            Bounds(values?.Interval),
            GateReportDocument.Finite(values?.JensenShannon),
            GateReportDocument.Finite(values?.Wasserstein),
            GateReportDocument.Finite(values?.CramersV),
            TestDocument.Of(values?.Test),
            column.Missing is { } missing
                ? new MissingDocument(
                    missing.Reference,
                    missing.Current,
                    missing.Change,
                    Bounds(missing.Interval)!,
                    TestDocument.Of(missing.Test)!
                )
                : null,
            values?.Unseen is { } unseen
                ? new UnseenDocument(unseen.Rows, unseen.Share, showValues ? unseen.Values : null)
                : null,
            [.. CellsOf(values?.Cells ?? [], showValues)],
            column.Findings
        );
    }

    private static IEnumerable<CellDocument> CellsOf(ImmutableArray<DriftCell> cells, bool showValues) =>
        cells.Select(
            (cell, i) =>
                new CellDocument(
                    KebabCase.Of(cell.Kind),
                    ColumnText.Label(cells, i, showValues),
                    showValues ? cell.From : null,
                    showValues ? cell.To : null,
                    cell.Reference,
                    cell.Current
                )
        );

    private static IntervalDocument? Bounds(Interval? interval) =>
        interval is null
            ? null
            : new IntervalDocument(
                GateReportDocument.Finite(interval.Lower),
                GateReportDocument.Finite(interval.Upper),
                interval.Level,
                interval.Method
            );
}

internal sealed record ColumnCountsDocument(long Rows, long Missing, long Infinite, double? Mean)
{
    public static ColumnCountsDocument? Of(ColumnCounts? counts) =>
        counts is null
            ? null
            : new(counts.Rows, counts.Missing, counts.Infinite, GateReportDocument.Finite(counts.Mean));
}

internal sealed record TestDocument(string Name, double? Statistic, double? P, double? AdjustedP)
{
    public static TestDocument? Of(DriftTest? test) =>
        test is null
            ? null
            : new(
                test.Name,
                GateReportDocument.Finite(test.Statistic),
                GateReportDocument.Finite(test.P),
                GateReportDocument.Finite(test.AdjustedP)
            );
}

internal sealed record MissingDocument(
    double Reference,
    double Current,
    double Change,
    IntervalDocument Interval,
    TestDocument Test
);

internal sealed record UnseenDocument(long Rows, double Share, ImmutableArray<string>? Values);

internal sealed record CellDocument(
    string Kind,
    string Label,
    double? From,
    double? To,
    double Reference,
    double Current
);
