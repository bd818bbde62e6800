using System.Text.Json;
using Assay.Core.Drift;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using Assay.Core.Reports.Drift;
using Assay.Core.Reports.Html;
using Assay.Core.Reports.Markdown;
using Assay.Tests.Drift;
using Assay.Tests.Runs;

namespace Assay.Tests.Reports.Drift;

public sealed class DriftReportTests
{
    private const int Rows = 1000;

    [Fact]
    public void The_comment_leads_with_the_answer_and_the_worst_column()
    {
        var text = DriftReportMarkdown.Write(Moved(), new MarkdownOptions());

        text.ShouldStartWith("### ❌ churn v1.4.0 · drift check · fail: 1 of 2 columns drifted: age PSI ");
        var rows = text.Split('\n').Where(l => l.StartsWith('|')).ToList();
        rows[2].ShouldStartWith("| **age** | drifted | ");
        rows[2].ShouldContain(" → ");
        rows[3].ShouldStartWith("| plan | stable | ");
        text.ShouldContain("1,000 rows, data/may");
    }

    [Fact]
    public void A_distribution_is_drawn_of_each_column_that_drifted_over_the_same_bins()
    {
        var chart = Moved().Charts.ShouldHaveSingleItem().ShouldBeOfType<HistogramChart>();

        chart.Title.ShouldBe("age");
        chart.Series.Select(s => s.Label).ShouldBe(["reference", "now"]);
        chart.Series[0].Bins.Select(b => b.From).ShouldBe(chart.Series[1].Bins.Select(b => b.From));
        chart.Series.ShouldAllBe(s => Math.Abs(s.Bins.Sum(b => b.Amount) - 1) < 1e-9);
    }

    [Fact]
    public void Whole_numbers_have_bins_of_as_many_each()
    {
        var chart = Report([Whole("tenure", 1, 30)], [Whole("tenure", 20, 60)]).Charts.ShouldHaveSingleItem();

        var bins = chart.ShouldBeOfType<HistogramChart>().Series[0].Bins;
        bins.ShouldAllBe(b => (b.To - b.From) % 1 == 0 && b.From % 1 != 0);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a|b`c @all #1 [x](http://example.org)")]
    public void Names_from_outside_stay_text(string hostile)
    {
        var report = Report(
            [Population.Normal(hostile, Rows, 1), Population.Categories("plan", Rows, 2, 0.5, 0.5)],
            [Population.Normal(hostile, Rows, 3, mean: 2), Population.Categories("plan", Rows, 4, 0.5, 0.5)]
        ) with
        {
            Version = hostile,
            Current = hostile,
        };

        DriftReportHtml.Write(report, new HtmlOptions()).ShouldNotContain("<script");
        var markdown = DriftReportMarkdown.Write(report, new MarkdownOptions());
        markdown.Replace("\\<", "", StringComparison.Ordinal).ShouldNotContain("<script");
        markdown.ShouldNotContain("[x](http");
        using var document = JsonDocument.Parse(DriftReportJson.Write(report, showValues: true));
        document.RootElement.GetProperty("drifted")[0].GetString().ShouldBe(hostile);
    }

    [Fact]
    public void Where_values_must_not_be_shown_no_category_and_no_number_of_a_row_is()
    {
        var plan = new CategoryProfile("plan");
        plan.Add("secret-plan", Rows);
        var changed = new CategoryProfile("plan");
        changed.Add("secret-plan", Rows / 2);
        changed.Add("other-secret", Rows / 2);
        var report = Report(
            [plan, Population.Normal("age", Rows, 1)],
            [changed, Population.Normal("age", Rows, 2, mean: 3)],
            showValues: false
        );

        var all =
            DriftReportMarkdown.Write(report, new MarkdownOptions { ShowValues = false })
            + DriftReportHtml.Write(report, new HtmlOptions { ShowValues = false })
            + DriftReportJson.Write(report, showValues: false)
            + string.Concat(report.Charts.OfType<PairedBarsChart>().SelectMany(c => c.Rows).Select(r => r.Label));
        all.ShouldNotContain("secret");
        all.ShouldContain("value 1");
        report.Charts.OfType<HistogramChart>().ShouldAllBe(c => !c.ShowScale);
    }

    [Fact]
    public void Numbers_at_the_ends_of_what_there_is_are_told_and_not_drawn()
    {
        var far = new NumberProfile("x", 1);
        var near = new NumberProfile("x", 1);
        for (var i = 0; i < Rows; i++)
        {
            far.Add(i % 2 == 0 ? 1.6e308 - (i * 1e300) : -1.6e308 + (i * 1e300));
            near.Add(i * 0.5);
        }

        var chart = Report([near], [far]).Charts.ShouldHaveSingleItem();

        chart.ShouldBeOfType<BlankChart>().Sentence.ShouldBe("The numbers lie too far apart to be drawn.");
    }

    [Fact]
    public void A_thousand_columns_fit_into_a_comment_and_what_was_cut_is_named()
    {
        var columns = Enumerable.Range(0, 1000).Select(i => $"a_rather_long_name_of_a_column_{i}").ToList();
        var report = Report(
            [.. columns.Select((c, i) => Population.Normal(c, 250, (ulong)i))],
            [.. columns.Select((c, i) => Population.Normal(c, 250, (ulong)i + 5000, mean: 2))]
        );

        var text = DriftReportMarkdown.Write(report, new MarkdownOptions());

        SizeLimit.GitHubComment.Holds(text).ShouldBeTrue();
        text.ShouldContain("_Cut to fit: all columns.");
        report.Charts.Length.ShouldBe(12);
    }

    private static DriftCheckReport Moved() =>
        Report(
            [Population.Normal("age", Rows, 1), Population.Categories("plan", Rows, 2, 0.5, 0.5)],
            [Population.Normal("age", Rows, 3, mean: 1), Population.Categories("plan", Rows, 4, 0.5, 0.5)]
        );

    private static NumberProfile Whole(string name, int from, int to)
    {
        var column = new NumberProfile(name, 1);
        for (var i = 0; i < Rows; i++)
        {
            column.Add(from + (i % (to - from + 1)));
        }

        return column;
    }

    private static DriftCheckReport Report(ColumnProfile[] then, ColumnProfile[] now, bool showValues = true)
    {
        var (reference, current) = (Population.Of(then), Population.Of(now));
        var result = DriftCheck.Judge(reference, current, new DriftPolicy());
        return new DriftCheckReport
        {
            Result = result,
            Version = "v1.4.0",
            Run = ExampleRun.Id(1),
            Reference = "the profile that its training kept",
            Current = "data/may",
            At = DateTimeOffset.UnixEpoch,
            Charts = DriftCharts.Of(result, reference, current, showValues),
            Command = "assay drift-check --model churn --current data/may",
        };
    }
}
