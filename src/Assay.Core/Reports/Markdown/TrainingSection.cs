using Assay.Core.Reports.TextCharts;

namespace Assay.Core.Reports.Markdown;

/// <summary>What the training logged step by step.</summary>
internal static class TrainingSection
{
    private const int Most = 20;
    private const int Width = 24;

    public static MarkdownSection Of(GateReport report)
    {
        var series = report.Run.Metrics.Where(metric => metric.Value.Points.Length > 2).Take(Most).ToList();
        var table = new MarkdownTable("logged while training", ">first", "", ">last", ">steps");
        foreach (var (name, metric) in series)
        {
            double[] values = [.. metric.Points.Select(point => point.Value)];
            table.Row(
                MarkdownText.Code(name),
                Number(values[0]),
                MarkdownText.Bar(Sparkline.Of(Sampled(values))),
                Number(values[^1]),
                Numbers.Count(values.Length)
            );
        }

        return MarkdownSection.Folded("training", 7, "Training", series.Count == 0 ? "" : table.ToString());
    }

    private static string Number(double value) =>
        double.IsFinite(value) ? Numbers.Fixed(value, Numbers.DecimalsFor(value, digits: 3)) : Numbers.Undefined;

    private static double[] Sampled(double[] values) =>
        values.Length <= Width
            ? values
            : [.. Enumerable.Range(0, Width).Select(i => values[(int)((long)i * (values.Length - 1) / (Width - 1))])];
}
