using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Json;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>
/// What is loaded when a run is looked at: its curves, files and machine, and the end of its log where that may be shown; of an
/// evaluation, the rules.
/// </summary>
internal sealed record RunDetail(
    ImmutableArray<CurveRow> Curves,
    ImmutableArray<FileRow> Inputs,
    ImmutableArray<FileRow> Artifacts,
    string? ModelPath,
    string? Command,
    int? ExitCode,
    string? Failure,
    string? Image,
    string? Machine,
    string? Used,
    string? Fingerprint,
    string? Log,
    ImmutableArray<RuleRow> Rules,
    ImmutableArray<ComparedRow> Metrics
)
{
    /// <param name="run">The run.</param>
    /// <param name="verdict">An evaluation's <c>verdict.json</c>, or null.</param>
    /// <param name="showValues">Whether values of the data may be shown, which a log holds.</param>
    public static RunDetail Of(Run run, byte[]? verdict, bool showValues)
    {
        var report = verdict is null ? null : Report(verdict);
        return new RunDetail(
            [.. run.Metrics.Where(m => m.Value.Points.Length > 1).Select(m => CurveRow.Of(m.Key, m.Value))],
            [.. run.Inputs.Select(i => new FileRow(SiteText.Of(i.Path), i.Size, i.Sha256))],
            [.. run.Artifacts.Select(a => new FileRow(SiteText.Of(a.Path), a.Size, a.Sha256))],
            SiteText.Of(run.ModelPath),
            SiteText.Of(run.Command),
            run.ExitCode,
            SiteText.Of(run.Failure),
            SiteText.Of(run.Machine?.Image),
            run.Machine is { } m
                ? SiteText.Of($"{m.Os}, {m.Architecture}, {m.Processors} processors, {Numbers.Bytes(m.MemoryBytes)}")
                : null,
            run.Resources is { } used ? Spent(used) : null,
            run.Fingerprint?.ToString(),
            showValues ? SiteText.Log(run.LogTail) : null,
            RulesOf(report),
            MetricsOf(report)
        );
    }

    // A verdict that is none was written by somebody else: the run is shown without it.
    private static GateReportDocument? Report(byte[] verdict)
    {
        try
        {
            return JsonSerializer.Deserialize(verdict, GateReportJsonContext.Default.GateReportDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableArray<RuleRow> RulesOf(GateReportDocument? report) =>
        report is not { Rules.IsDefault: false }
            ? []
            :
            [
                .. report
                    .Rules.OfType<RuleDocument>()
                    .Select(r => new RuleRow(
                        SiteText.Of(r.Rule ?? ""),
                        SiteText.Of(r.Verdict),
                        SiteText.Of(r.Reason ?? ""),
                        r.Blocking
                    )),
            ];

    private static ImmutableArray<ComparedRow> MetricsOf(GateReportDocument? report) =>
        report is not { Metrics.IsDefault: false }
            ? []
            :
            [
                .. report
                    .Metrics.OfType<MetricDocument>()
                    .Select(m => new ComparedRow(
                        SiteText.Of(m.Title ?? ""),
                        SiteText.Of(m.Unit),
                        m.Challenger,
                        m.Champion,
                        m.Difference is { Value: { } value } difference
                            ? new DifferenceRow(value, difference.Interval?.Lower, difference.Interval?.Upper)
                            : null
                    )),
            ];

    private static string Spent(ResourceUse used) =>
        string.Join(
            ", ",
            new[]
            {
                Numbers.Seconds(used.WallSeconds),
                used.CpuSeconds is { } cpu ? $"{Numbers.Seconds(cpu)} of CPU" : null,
                used.PeakMemoryBytes is { } peak ? $"{Numbers.Bytes(peak)} at most" : null,
            }.OfType<string>()
        );
}

/// <summary>A metric's history, thinned to what a picture can show: the step and the value of each point.</summary>
internal sealed record CurveRow(string Name, ImmutableArray<double> Steps, ImmutableArray<double> Values)
{
    public static CurveRow Of(string name, MetricSeries series)
    {
        // A caller that counts no steps has all its points at 0: then their order is the step.
        var counts = series.Points[0].Step != series.Points[^1].Step;
        ChartPoint[] points = [.. series.Points.Select((p, i) => new ChartPoint(counts ? p.Step : i, p.Value))];
        // The triangles of thinning are undefined beside a value that is not finite.
        var thin =
            points.Length <= PointThinning.Most
                ? [.. points]
                : PointThinning.Thin([.. points.Where(p => double.IsFinite(p.Y))]);
        return new CurveRow(SiteText.Of(name), [.. thin.Select(p => p.X)], [.. thin.Select(p => p.Y)]);
    }
}

/// <summary>A file that went into a run or came out of it.</summary>
internal sealed record FileRow(string Path, long Size, Sha256Digest Sha256);

/// <summary>A metric on both sides of a verdict.</summary>
internal sealed record ComparedRow(
    string Title,
    string? Unit,
    double? Challenger,
    double? Champion,
    DifferenceRow? Difference
);

/// <summary>Challenger − champion, with its interval where it has one.</summary>
internal sealed record DifferenceRow(double Value, double? Lower, double? Upper);
