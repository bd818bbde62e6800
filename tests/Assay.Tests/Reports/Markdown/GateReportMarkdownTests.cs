using System.Collections.Immutable;
using System.Text;
using Assay.Core.Reports;
using Assay.Core.Reports.Markdown;
using CsCheck;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Assay.Tests.Reports.Markdown;

public sealed class GateReportMarkdownTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .Build();

    [Theory]
    [InlineData("pass")]
    [InlineData("fail")]
    [InlineData("inconclusive")]
    [InlineData("no-data")]
    [InlineData("error")]
    [InlineData("first")]
    [InlineData("regression")]
    public void Every_outcome_reads_as_it_is_kept(string name) =>
        GateReportMarkdown
            .Write(Named(name) with { Charts = [] }, new MarkdownOptions())
            .ShouldMatchSnapshot($"Reports/Markdown/__snapshots__/{name}.md");

    [Fact]
    public void The_marker_and_the_verdict_come_first()
    {
        var lines = Write(ReportSamples.Pass()).Split('\n');

        lines[0].ShouldBe("<!-- assay:report:v1 model=churn -->");
        lines[1].ShouldStartWith("### ✅ churn · pass: ROC-AUC 0.846, +0.018 over v1.3.0 in prod");
    }

    [Fact]
    public void A_changed_gate_is_named_before_the_table()
    {
        var text = Write(ReportSamples.Fail() with { PolicyChanges = ["roc_auc >= 0.80 → 0.75 (loosened)"] });

        text.Split('\n')[3]
            .ShouldBe(
                "> ⚠️ **This change also changes its gate; the old gate decided.** `roc_auc >= 0.80 → 0.75 (loosened)`"
            );
    }

    [Fact]
    public void An_undecided_verdict_says_what_the_policy_makes_of_it() =>
        Write(ReportSamples.Inconclusive())
            .ShouldContain("By policy this is neutral in a pull request and refused for a promotion.");

    [Fact]
    public void Of_sixty_slices_the_worst_twelve_are_in_the_open_and_all_are_folded()
    {
        var text = Write(ExtremeReports.Large(slices: 60));

        text.ShouldContain("The worst 12 of 60 slices.");
        text.ShouldContain("<details><summary>Slices: all 60, 0 harmed</summary>");
        text.IndexOf("city = city 0", StringComparison.Ordinal)
            .ShouldBeLessThan(text.IndexOf("The worst 12", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_of_the_data_can_be_left_out()
    {
        var text = GateReportMarkdown.Write(
            ReportSamples.Pass() with
            {
                Charts = [],
            },
            new MarkdownOptions { ShowValues = false }
        );

        text.ShouldContain("contract = value 2");
        text.ShouldNotContain("One year");
    }

    [Fact]
    public void Pictures_with_an_address_are_shown_light_and_dark_and_the_rest_is_drawn_in_text()
    {
        var options = new MarkdownOptions
        {
            Pictures = new Dictionary<string, Uri>
            {
                ["roc-light"] = new("https://forge.example/roc-light.png"),
                ["roc-dark"] = new("https://forge.example/roc-dark.png"),
            }.ToImmutableDictionary(),
        };

        var text = GateReportMarkdown.Write(ReportSamples.Pass(), options);

        text.ShouldContain("srcset=\"https://forge.example/roc-dark.png\"");
        text.ShouldContain("src=\"https://forge.example/roc-light.png\"");
        text.ShouldContain("```mermaid");
        text.ShouldContain("| `stayed` |");
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(4_000)]
    [InlineData(1_200)]
    [InlineData(200)]
    public void A_report_that_is_too_long_is_cut_by_section_and_names_what_was_cut(int characters)
    {
        var report = ExtremeReports.Large(slices: 400, rules: 200);

        var text = GateReportMarkdown.Write(report, new MarkdownOptions { Limit = new SizeLimit(characters) });

        text.Length.ShouldBeLessThanOrEqualTo(characters);
        text.ShouldContain("churn · pass: ROC-AUC 0.846");
        if (characters >= 1_200)
        {
            text.ShouldContain("_Cut to fit: ");
            text.ShouldContain("all slices");
            text.ShouldContain("All of it is in the report's artifact._");
        }
    }

    [Fact]
    public void A_summary_is_measured_in_bytes()
    {
        var limit = new SizeLimit(Bytes: 3_000);

        var text = GateReportMarkdown.Write(ExtremeReports.Large(), new MarkdownOptions { Limit = limit });

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(3_000);
        text.ShouldContain("_Cut to fit: ");
    }

    [Fact]
    public void A_headline_without_end_leaves_the_head_within_a_comment()
    {
        var report = ReportSamples.Pass();
        var endless = report with { Verdict = report.Verdict with { Headline = new string('|', 500_000) } };

        var text = GateReportMarkdown.Write(endless, new MarkdownOptions());

        text.Length.ShouldBeLessThan(65_536);
        text.ShouldStartWith("<!-- assay:report:v1 model=churn -->\n### ✅ churn · pass: \\|\\|");
    }

    [Fact]
    public void Whatever_the_names_are_the_report_has_no_link_no_picture_and_no_markup_but_its_own() =>
        HostileText.Any.Sample(
            text =>
            {
                var document = Markdig.Markdown.Parse(Write(ExtremeReports.Hostile(text)), GitHub);

                document.Descendants<LinkInline>().ShouldBeEmpty(text);
                document.Descendants<AutolinkInline>().ShouldBeEmpty(text);
                document
                    .Descendants<HtmlInline>()
                    .Select(html => html.Tag)
                    .Except(["<code>", "</code>", "<sub>", "</sub>", "<br>"])
                    .ShouldBeEmpty(text);
                document
                    .Descendants<HtmlBlock>()
                    .SelectMany(html => html.Lines.ToString().Split('\n'))
                    .ShouldAllBe(line => IsOurBlock(line), text);
                document.Descendants<HeadingBlock>().Count().ShouldBe(1, text);
                document.Descendants<ThematicBreakBlock>().ShouldBeEmpty(text);
                foreach (var table in document.Descendants<Table>())
                {
                    table.OfType<TableRow>().ShouldAllBe(row => row.Count == table.ColumnDefinitions.Count, text);
                }
            },
            iter: 400
        );

    [Theory]
    [InlineData("churn")]
    [InlineData("-->x<!--")]
    [InlineData("a b/ü|`")]
    public void A_report_is_found_again_by_its_marker(string model)
    {
        var text = Write(ReportSamples.Pass() with { Model = model });

        ReportMarker.ModelOf(text).ShouldBe(model);
        text.IndexOf("-->", StringComparison.Ordinal).ShouldBe(text.IndexOf('\n') - 3);
    }

    private static bool IsOurBlock(string line) =>
        line.Length == 0
        || line == "</details>"
        || line.StartsWith("<!-- assay:report:v1 model=", StringComparison.Ordinal)
        || (line.StartsWith("<details><summary>", StringComparison.Ordinal) && line.Count(c => c == '<') == 3);

    private static string Write(GateReport report) => GateReportMarkdown.Write(report, new MarkdownOptions());

    private static GateReport Named(string name) =>
        name switch
        {
            "pass" => ReportSamples.Pass(),
            "fail" => ReportSamples.Fail(),
            "inconclusive" => ReportSamples.Inconclusive(),
            "no-data" => ReportSamples.NoData(),
            "error" => ReportSamples.Error(),
            "first" => ReportSamples.First(),
            _ => ReportSamples.Regression(),
        };
}
