using System.Collections.Immutable;
using Assay.Charts;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Html;
using Assay.Core.Reports.Json;
using Assay.Core.Reports.Markdown;
using Assay.Tests.Charts;

namespace Assay.Tests.Reports;

/// <summary>From scores to the comment: the gate judges, the report says it.</summary>
public sealed class JudgedReportTests
{
    [Theory]
    [InlineData(TaskKind.Binary, "**ROC-AUC** ↑")]
    [InlineData(TaskKind.Multiclass, "↑")]
    [InlineData(TaskKind.Regression, "**RMSE** ↓")]
    public void What_a_gate_says_of_any_task_is_in_all_renderings(TaskKind task, string metric)
    {
        var report = Judge(Scores(task, better: true), Scores(task, better: false));

        var comment = GateReportMarkdown.Write(report, new MarkdownOptions());
        comment.ShouldContain($"· pass: {MarkdownText.Of(report.Verdict.Headline)}");
        comment.ShouldContain(metric);
        comment.ShouldContain("| not worse by 0.01 | ✅ |");
        GateReportJson.Write(report).ShouldContain("\"verdict\": \"pass\"");
        var page = GateReportHtml.Write(report, new HtmlOptions { Pictures = Pictures(report) });
        page.ShouldContain(HtmlText.Of(report.Verdict.Headline));
        page.ShouldContain("class=\"figure\"");
        report.Charts[0].ShouldBeOfType<ForestChart>().Rows.ShouldContain(row => row.Decides);
    }

    [Fact]
    public void A_slice_of_the_validation_rows_is_a_row_of_the_comment_with_a_bar()
    {
        var report = Judge(Scores(TaskKind.Binary, better: true), Scores(TaskKind.Binary, better: false));

        var comment = GateReportMarkdown.Write(report, new MarkdownOptions());

        comment.ShouldContain("| plan = basic |");
        comment.ShouldContain("│");
        report.Charts.Select(chart => chart.Name).ShouldContain("slices");
    }

    [Fact]
    public void Identical_predictions_have_a_difference_of_nothing_and_one_label_for_both_ends()
    {
        var scores = Scores(TaskKind.Binary, better: true);

        var report = Judge(scores, scores);

        GateReportMarkdown.Write(report, new MarkdownOptions()).ShouldContain("identical predictions");
        GateReportHtml.Write(report, new HtmlOptions()).Split("text-anchor=\"middle\">0.000</text>").Length.ShouldBe(2);
    }

    private static GateReport Judge(LabelledScores challenger, LabelledScores champion)
    {
        var policy = new GatePolicy
        {
            Compare = new ComparisonRule(Margin: 0.01),
            Slices = new SliceRule(["plan"], 0.02),
        };
        string?[] plans = [.. Enumerable.Range(0, challenger.Count).Select(row => row % 2 == 0 ? "basic" : "pro")];
        var evidence = new GateEvidence
        {
            Challenger = challenger,
            Champion = champion,
            ChampionName = "v1.3.0 in prod",
            Columns = ImmutableSortedDictionary<string, string?[]>.Empty.Add("plan", plans),
        };
        var verdict = Gate.Judge(policy, evidence);
        return ReportSamples.Pass() with
        {
            Task = challenger.Task,
            Verdict = verdict,
            Policy = policy,
            Decision = policy.Decide(verdict.Outcome),
            Charts = GateCharts.Of(verdict, policy, evidence, showValues: true),
        };
    }

    private static LabelledScores Scores(TaskKind task, bool better) =>
        task switch
        {
            TaskKind.Binary => ChartSamples.Binary(900, better ? 2.2 : 1.6),
            TaskKind.Multiclass => ChartSamples.Multiclass(900, 3, better ? 0.9 : 0.5),
            _ => ChartSamples.Regression(900, better ? 0.3 : 0.5),
        };

    private static ImmutableDictionary<string, string> Pictures(GateReport report) =>
        report.Charts.SelectMany(ChartPainter.Paint).ToImmutableDictionary(p => p.Name, p => p.Svg);
}
