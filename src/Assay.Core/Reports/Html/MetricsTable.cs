using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>Every metric on both sides, with a forest plot of the differences as a column.</summary>
internal static class MetricsTable
{
    public static string Of(GateReport report)
    {
        var verdict = report.Verdict;
        if (verdict.Metrics.IsEmpty)
        {
            return "";
        }

        var table = verdict.ChampionName is { } champion ? WithChampion(report, champion) : Alone(report);
        return $"<section aria-labelledby=\"metrics\">\n<h2 id=\"metrics\">Metrics</h2>\n{table.Write("Metrics")}{Note(verdict)}</section>\n";
    }

    private static HtmlTable WithChampion(GateReport report, string champion)
    {
        var table = new HtmlTable(
            ("metric", ""),
            ("this change", "number"),
            (champion, "number"),
            ("difference", "number"),
            ("worse · better", "plot"),
            ("rule", "wide")
        );
        foreach (var metric in report.Verdict.Metrics)
        {
            var format = NumberFormat.Of(metric);
            table.Row(
                IsPrimary(report, metric) ? "primary" : "",
                Title(metric),
                format.Value(metric.Challenger),
                format.Value(metric.Champion),
                Difference(metric),
                Plot(report, metric),
                Rules(report, metric)
            );
        }

        return table;
    }

    private static HtmlTable Alone(GateReport report)
    {
        var table = new HtmlTable(("metric", ""), ("this change", "number"), ("rule", "wide"));
        foreach (var metric in report.Verdict.Metrics)
        {
            table.Row("", Title(metric), NumberFormat.Of(metric).Value(metric.Challenger), Rules(report, metric));
        }

        return table;
    }

    private static string Title(MetricComparison metric)
    {
        var direction = metric.HigherIsBetter ? ("↑", "higher is better") : ("↓", "lower is better");
        return $"{HtmlText.Name(metric.Title)} <span class=\"direction\" title=\"{direction.Item2}\" role=\"img\" "
            + $"aria-label=\"{direction.Item2}\">{direction.Item1}</span>";
    }

    /// <summary>The difference on one line, its interval on the next.</summary>
    internal static string Difference(MetricComparison metric)
    {
        if (metric.Difference is not { } difference)
        {
            return "–";
        }

        var format = NumberFormat.Of(metric);
        var interval = difference.Interval is { Lower: not null } bounds
            ? $" <span class=\"bounds\">{format.Range(bounds, " … ")}</span>"
            : "";
        return format.Difference(difference.Value) + interval;
    }

    private static bool IsPrimary(GateReport report, MetricComparison metric) =>
        report.Verdict.Primary is { } primary && primary.Metric == metric.Metric;

    private static string Plot(GateReport report, MetricComparison metric)
    {
        if (DifferenceText.Oriented(metric) is not var (value, lower, upper))
        {
            return "";
        }

        var decides = IsPrimary(report, metric);
        var marks = decides ? DifferenceMarks.Of(report.Policy.Compare) : [];
        var reach = IntervalCell.Reach(value, lower, upper, marks);
        return IntervalCell.Draw(value, lower, upper, marks, reach, decides);
    }

    private static string Rules(GateReport report, MetricComparison metric) =>
        string.Join(
            "<br>",
            RuleText.Beside(metric, report).Select(rule => $"{OutcomeLabel.Of(rule.Rule)} {HtmlText.Of(rule.Text)}")
        );

    private static string Note(Verdict verdict) =>
        verdict.Metrics.Any(metric => DifferenceText.Oriented(metric) is not null)
            ? "<p class=\"note\">Each difference with its interval on a scale of its own; right of the line is better.</p>\n"
            : "";
}
