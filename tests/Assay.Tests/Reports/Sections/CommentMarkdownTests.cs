using System.Collections.Immutable;
using System.Text;
using Assay.Core.Gates;
using Assay.Core.Reports;
using Assay.Core.Reports.Markdown;
using Assay.Core.Reports.Sections;

namespace Assay.Tests.Reports.Sections;

public sealed class CommentMarkdownTests
{
    private const string Commit = "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80";

    [Fact]
    public void One_model_is_told_as_its_own_report_tells_it()
    {
        var lines = Write(Page(Section(ReportSamples.Pass()))).Split('\n');
        lines[0].ShouldBe("<!-- assay:report:v1 -->");
        lines[1].ShouldStartWith("### ✅ churn · pass: ROC-AUC 0.846, +0.018 over v1.3.0 in prod");
    }

    [Fact]
    public void Of_several_models_those_that_stand_in_the_way_come_first()
    {
        var text = Write(
            Page(
                Section(ReportSamples.Pass(), "alpha"),
                Section(ReportSamples.Fail(), "omega"),
                Section(ReportSamples.Inconclusive(), "psi")
            )
        );
        text.Split('\n')[1].ShouldBe("### ❌ 1 of 3 models stands in the way");
        text.IndexOf("#### ❌ omega", StringComparison.Ordinal)
            .ShouldBeLessThan(text.IndexOf("#### ✅ alpha", StringComparison.Ordinal));
        text.ShouldContain("| ⚖️ | **psi** | inconclusive:");
    }

    [Fact]
    public void A_model_whose_job_left_nothing_is_an_error_that_blocks()
    {
        var page = Page(Section(ReportSamples.Pass())) with { Missing = [("iris", "no verdict was recorded")] };
        page.Decision.ShouldBe(Decision.Refuse);
        page.Title.ShouldBe("1 error, 1 pass of 2 models");
        Write(page).ShouldContain("#### ⛔ iris · error: no verdict was recorded");
    }

    [Fact]
    public void Without_a_model_it_says_so_and_accepts()
    {
        var page = Page();
        (page.Decision, page.Title).ShouldBe((Decision.Accept, "no model is touched"));
        Write(page).Split('\n')[1].ShouldBe("### ✅ No model is touched by this change");
    }

    [Theory]
    [InlineData("|<img src=x>")]
    [InlineData("@everyone")]
    [InlineData("</details> <!-- assay:report:v1 -->")]
    [InlineData("$(reboot) #1 !2 https://evil.example")]
    public void A_hostile_name_stays_a_name(string name)
    {
        var text = Write(Page(Section(ReportSamples.Pass(), name), Section(ReportSamples.Fail(), "iris")));
        text.ShouldNotContain("<img src=x>");
        text.ShouldNotContain("@everyone");
        text.ShouldNotContain("https://evil");
        text.Split("<!-- assay:report:v1").Length.ShouldBe(2, "the marker stands once, at its beginning");
        text.Split("<details>").Length.ShouldBe(text.Split("</details>").Length);
        text.Split('\n')
            .Count(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("pass:"))
            .ShouldBe(1);
    }

    [Theory]
    [InlineData(3, 65_536, int.MaxValue)]
    [InlineData(12, 65_536, int.MaxValue)]
    [InlineData(64, 65_536, int.MaxValue)]
    [InlineData(256, 65_536, int.MaxValue)]
    [InlineData(256, 1_000_000, int.MaxValue)]
    [InlineData(256, int.MaxValue, 1 << 20)]
    [InlineData(40, 2_000, int.MaxValue)]
    [InlineData(256, 300, int.MaxValue)]
    public void It_fits_and_names_what_was_cut(int models, int characters, int bytes)
    {
        var limit = new SizeLimit(characters, bytes);
        var page = Page([
            .. Enumerable
                .Range(0, models)
                .Select(n => Section(n % 3 == 0 ? ExtremeReports.Large() : ReportSamples.Pass(), $"model-{n:000}")),
        ]);
        var whole = Write(page);
        var text = CommentMarkdown.Write(page, limit);
        limit.Holds(text).ShouldBeTrue($"{text.Length} characters, {Encoding.UTF8.GetByteCount(text)} bytes");
        text.ShouldStartWith("<!-- assay:report:v1 -->\n### ");
        text.Contains("_Cut to fit: ", StringComparison.Ordinal).ShouldBe(text != whole);
        if (text != whole)
        {
            text.ShouldContain("[the full report](<https://github.com/acme/churn/actions/runs/7001>)");
        }
    }

    [Fact]
    public void Curves_go_before_the_evidence_and_the_tables_last()
    {
        var page = Page(Section(ExtremeReports.Large()));
        var whole = Write(page);
        var text = CommentMarkdown.Write(page, new SizeLimit(Characters: whole.Length - 1));
        text.ShouldContain("_Cut to fit: ");
        text.ShouldContain("<summary>Evidence</summary>");
        text.ShouldContain("| **ROC-AUC** ↑ |");
    }

    [Fact]
    public void A_chart_is_a_picture_where_it_has_an_address()
    {
        var page = Page(Section(ReportSamples.Pass())) with
        {
            Pictures = ImmutableDictionary<(string Model, string Picture), Uri>
                .Empty.Add(("churn", "roc-light"), new Uri("https://raw.example/roc-light.png"))
                .Add(("churn", "roc-dark"), new Uri("https://raw.example/roc-dark.png")),
        };
        Write(page)
            .ShouldContain(
                "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"https://raw.example/roc-dark.png\"><img "
            );
    }

    [Fact]
    public void A_section_is_read_as_it_was_written()
    {
        var section = Section(ReportSamples.Fail()) with { Remarks = [new SectionRemark("assay.yml", 14, true, "no")] };
        var read = ModelSectionJson.Read(Encoding.UTF8.GetBytes(ModelSectionJson.Write(section)));
        read.Parts.Select(p => (p.Name, p.Rank, p.Text)).ShouldBe(section.Parts.Select(p => (p.Name, p.Rank, p.Text)));
        read.Parts.SelectMany(p => p.Charts).ShouldBe(section.Parts.SelectMany(p => p.Charts));
        read.Remarks.ShouldBe(section.Remarks);
        (read with { Parts = [], Remarks = [] }).ShouldBe(section with { Parts = [], Remarks = [] });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"schema":1}""")]
    [InlineData(
        """{"schema":2,"section":{"model":"a","outcome":"pass","decision":"accept","sign":"x","headline":"y"}}"""
    )]
    public void What_is_no_section_is_refused(string json) =>
        Should.Throw<FormatException>(() => ModelSectionJson.Read(Encoding.UTF8.GetBytes(json)));

    private static string Write(CommentPage page) => CommentMarkdown.Write(page, SizeLimit.None);

    private static CommentPage Page(params ImmutableArray<ModelSection> sections) =>
        new()
        {
            Commit = Commit,
            Sections = sections,
            FullReport = new Uri("https://github.com/acme/churn/actions/runs/7001"),
        };

    private static ModelSection Section(GateReport report, string? name = null) =>
        GateReportMarkdown.SectionOf(report with { Model = name ?? report.Model }, showValues: true, []);
}
