using System.Collections.Immutable;
using System.Text;
using Assay.Core.Drift;
using Assay.Core.Reports.Markdown;

namespace Assay.Core.Reports.Drift;

/// <summary>A drift check's report as Markdown: the answer, the columns, the worst first, what it rests on.</summary>
public static class DriftReportMarkdown
{
    private const int Open = 15;

    /// <summary>Writes the report, cut by section where it is longer than the place takes; the head is never cut away.</summary>
    public static string Write(DriftCheckReport report, MarkdownOptions options)
    {
        var result = report.Result;
        var open = result.Columns.Take(Open).ToImmutableArray();
        return MarkdownPage.Write(
            Head(report),
            [
                new MarkdownSection(
                    "columns",
                    1,
                    Table(report, open, DriftCharts.NameOfColumn, options) + Rest(result)
                ),
                new MarkdownSection(
                    "predictions",
                    2,
                    Titled("Predictions", Table(report, result.Predictions, DriftCharts.NameOfPrediction, options))
                ),
                RulesSection.OfFailures(Unsaid(result), result.Headline),
                CurvesSection.Of("Distributions", Pictured(report, options), options.Pictures),
                MarkdownSection.Folded(
                    "all columns",
                    6,
                    $"All {Numbers.Count(result.Columns.Length)} columns",
                    result.Columns.Length <= Open
                        ? ""
                        : Table(report, result.Columns, DriftCharts.NameOfColumn, options)
                ),
                RulesSection.OfAll(result.Rules),
                MarkdownSection.Folded("evidence", 3, "Evidence", Evidence(report)),
            ],
            options
        );
    }

    private static string Head(DriftCheckReport report)
    {
        var result = report.Result;
        var head = new StringBuilder();
        head.Append($"### {OutcomeWords.Sign(result.Outcome)} {MarkdownText.Of(result.Model, VisibleText.NameLength)}");
        head.Append($" {MarkdownText.Of(report.Version, VisibleText.NameLength)} · drift check · ");
        head.Append($"{OutcomeWords.Of(result.Outcome)}: {MarkdownText.Of(result.Headline)}\n");
        if (report.Retraining is { } retraining)
        {
            head.Append($"\n{MarkdownText.Of(retraining.Text)}\n");
        }

        return head.ToString();
    }

    private static string Table(
        DriftCheckReport report,
        ImmutableArray<ColumnDrift> columns,
        Func<int, string> chartOf,
        MarkdownOptions options
    )
    {
        if (columns.IsEmpty)
        {
            return "";
        }

        var charts = report.Charts.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var table = new MarkdownTable("column", "", ">PSI", "reference → now", "changed", ">missing", "test");
        foreach (var (index, column) in columns.Index())
        {
            var name = MarkdownText.Of(column.Name, VisibleText.NameLength);
            var shape = DistributionText.Of(charts.GetValueOrDefault(chartOf(index)));
            table.Row(
                column.State == ColumnState.Drifted ? $"**{name}**" : name,
                ColumnText.State(column.State),
                Index(column),
                shape.Length == 0 ? "" : MarkdownText.Bar(shape),
                MarkdownText.Of(ColumnText.Change(column, options.ShowValues)),
                ColumnText.Missing(column),
                MarkdownText.Of($"{ColumnText.Test(column)} {ColumnText.P(column)}".TrimEnd())
            );
        }

        return table.ToString();
    }

    private static string Index(ColumnDrift column) =>
        ColumnText.Interval(column) is { Length: > 0 } interval
            ? $"{ColumnText.Index(column)} ({interval})"
            : ColumnText.Index(column);

    private static string Rest(DriftReport result) =>
        result.Columns.Length > Open ? $"\nThe worst {Open} of {Numbers.Count(result.Columns.Length)} columns.\n" : "";

    private static ImmutableArray<Gates.RuleResult> Unsaid(DriftReport result) =>
        [.. result.Rules.Where(r => !result.Headline.Contains(r.Reason, StringComparison.Ordinal))];

    private static string Titled(string title, string table) =>
        table.Length == 0 ? "" : $"{MarkdownText.Bold(title)}\n\n{table}";

    // What has no picture here has its text in the table already.
    private static ImmutableArray<Charts.Chart> Pictured(DriftCheckReport report, MarkdownOptions options) =>
        [.. report.Charts.Where(c => options.Pictures.ContainsKey($"{c.Name}-light"))];

    private static string Evidence(DriftCheckReport report)
    {
        var text = new StringBuilder();
        foreach (var (term, what) in DriftEvidence.Of(report))
        {
            text.Append($"- {term}: {MarkdownText.Of(what)}\n");
        }

        text.Append(
            $"\n{MarkdownText.Code(report.Command, VisibleText.SentenceLength)} says the same on your machine.\n"
        );
        return text.ToString();
    }
}
