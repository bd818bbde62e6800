using Assay.Core.Gates;
using Assay.Core.Names;

namespace Assay.Core.Reports.Json;

/// <summary>One metric on both sides.</summary>
internal sealed record MetricDocument(
    string Metric,
    string Title,
    bool HigherIsBetter,
    string? Unit,
    double? Challenger,
    double? Champion,
    DifferenceDocument? Difference
)
{
    public static MetricDocument Of(MetricComparison metric) =>
        new(
            metric.Metric.ToString(),
            metric.Title,
            metric.HigherIsBetter,
            metric.Unit == Conditions.Unit.None ? null : KebabCase.Of(metric.Unit),
            GateReportDocument.Finite(metric.Challenger),
            GateReportDocument.Finite(metric.Champion),
            metric.Difference is null ? null : DifferenceDocument.Of(metric.Difference)
        );
}

/// <summary>Challenger − champion.</summary>
internal sealed record DifferenceDocument(double? Value, IntervalDocument? Interval)
{
    public static DifferenceDocument Of(Difference difference) =>
        new(
            GateReportDocument.Finite(difference.Value),
            difference.Interval is { } interval
                ? new IntervalDocument(
                    GateReportDocument.Finite(interval.Lower),
                    GateReportDocument.Finite(interval.Upper),
                    interval.Level,
                    interval.Method
                )
                : null
        );
}

internal sealed record IntervalDocument(double? Lower, double? Upper, double Level, string Method);
