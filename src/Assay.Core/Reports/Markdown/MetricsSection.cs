using Assay.Core.Gates;
using Assay.Core.Reports.TextCharts;

namespace Assay.Core.Reports.Markdown;

/// <summary>Challenger, champion, difference with its interval, and the rule that each metric is held to.</summary>
internal static class MetricsSection
{
    private const int Most = 40;
    private const int Half = 5;

    public static MarkdownSection Of(GateReport report)
    {
        var verdict = report.Verdict;
        if (verdict.Metrics.IsEmpty)
        {
            return new MarkdownSection("metrics", 0, "");
        }

        var table = verdict.ChampionName is { } champion
            ? WithChampion(report, MarkdownText.Of(champion, VisibleText.NameLength))
            : Alone(report);
        var rest = verdict.Metrics.Length - Most;
        var more = rest > 0 ? $"\nand {Numbers.Count(rest)} more metrics in the full report\n" : "";
        return new MarkdownSection("metrics", 0, table + more);
    }

    private static MarkdownTable WithChampion(GateReport report, string champion)
    {
        var table = new MarkdownTable("", ">this change", $">{champion}", ">difference", "worse · better", "rule", "=");
        foreach (var metric in report.Verdict.Metrics.Take(Most))
        {
            var (rule, sign) = Rule(report, metric);
            var format = NumberFormat.Of(metric);
            table.Row(
                Title(report, metric),
                Challenger(report, metric),
                metric.Champion is null ? Numbers.Undefined : format.Value(metric.Champion),
                MarkdownText.Unbroken(DifferenceText.Of(metric)),
                Bar(report, metric),
                rule,
                sign
            );
        }

        return table;
    }

    private static MarkdownTable Alone(GateReport report)
    {
        var table = new MarkdownTable("", ">this change", "rule", "=");
        foreach (var metric in report.Verdict.Metrics.Take(Most))
        {
            var (rule, sign) = Rule(report, metric);
            table.Row(Title(report, metric), Challenger(report, metric), rule, sign);
        }

        return table;
    }

    private static string Title(GateReport report, MetricComparison metric)
    {
        var title = IsPrimary(report, metric)
            ? MarkdownText.Bold(metric.Title)
            : MarkdownText.Of(metric.Title, VisibleText.NameLength);
        return title + (metric.HigherIsBetter ? " ↑" : " ↓");
    }

    private static string Challenger(GateReport report, MetricComparison metric)
    {
        var value = NumberFormat.Of(metric).Value(metric.Challenger);
        return IsPrimary(report, metric) ? $"**{value}**" : value;
    }

    private static bool IsPrimary(GateReport report, MetricComparison metric) =>
        report.Verdict.Primary is { } primary && primary.Metric == metric.Metric;

    private static string Bar(GateReport report, MetricComparison metric)
    {
        if (DifferenceText.Oriented(metric) is not var (value, lower, upper))
        {
            return "";
        }

        var marks = IsPrimary(report, metric) ? DifferenceMarks.Of(report.Policy.Compare) : [];
        var reach = marks.AddRange(value, lower, upper).Max(Math.Abs);
        return MarkdownText.Bar(new IntervalBar(reach > 0 ? reach : 1, Half).Draw(value, lower, upper, marks.AsSpan()));
    }

    private static (string Rule, string Sign) Rule(GateReport report, MetricComparison metric)
    {
        var rules = RuleText.Beside(metric, report).ToList();
        var worst = rules.Select(r => r.Rule).Where(r => r.Outcome is not null).MaxBy(r => (r.Blocking, r.Outcome));
        return (
            string.Join("<br>", rules.Select(rule => MarkdownText.Of(rule.Text))),
            rules.Count == 0 ? ""
            : worst is null ? "–"
            : OutcomeWords.Sign(worst)
        );
    }
}
