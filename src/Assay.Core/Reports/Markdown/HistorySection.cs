using Assay.Core.Reports.TextCharts;

namespace Assay.Core.Reports.Markdown;

/// <summary>The primary metric over the last runs on the main branch, as a sparkline.</summary>
internal static class HistorySection
{
    private const int Most = 60;

    public static MarkdownSection Of(GateReport report)
    {
        double[] values = [.. report.History.TakeLast(Most)];
        var primary = report.Verdict.Primary ?? (report.Verdict.Metrics.IsEmpty ? null : report.Verdict.Metrics[0]);
        if (values.Length < 2 || primary is null)
        {
            return new MarkdownSection("history", 4, "");
        }

        var format = NumberFormat.Of(primary);
        return new MarkdownSection(
            "history",
            4,
            $"{MarkdownText.Of(primary.Title, VisibleText.NameLength)} of the last {values.Length} runs on main "
                + $"{MarkdownText.Bar(Sparkline.Of(values))} {format.Value(values[0])} → {format.Value(values[^1])}\n"
        );
    }
}
