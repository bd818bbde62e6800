using System.Text.Json;

namespace Assay.Core.Reports.Json;

/// <summary>The comparison that decided an earlier verdict, as its document tells it.</summary>
/// <param name="Title">The metric as people call it.</param>
/// <param name="Lower">Lower end of the difference's interval.</param>
/// <param name="Upper">Its upper end.</param>
/// <param name="Level">Its two-sided coverage.</param>
/// <param name="Rows">Rows that were judged.</param>
public sealed record RecordedComparison(string Title, double Lower, double Upper, double Level, int Rows)
{
    /// <summary>Reads it from what <see cref="GateReportJson.Write"/> wrote; null when nothing was compared.</summary>
    /// <exception cref="JsonException">when the text is no such document.</exception>
    public static RecordedComparison? Read(ReadOnlySpan<byte> document)
    {
        var report = JsonSerializer.Deserialize(document, GateReportJsonContext.Default.GateReportDocument);
        return report?.Primary is { Difference.Interval: { Lower: { } lower, Upper: { } upper } interval } primary
            ? new RecordedComparison(primary.Title, lower, upper, interval.Level, report.Rows)
            : null;
    }
}
