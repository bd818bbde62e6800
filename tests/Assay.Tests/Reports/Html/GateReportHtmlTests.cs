using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Assay.Charts;
using Assay.Core.Reports;
using Assay.Core.Reports.Html;
using CsCheck;

namespace Assay.Tests.Reports.Html;

public sealed partial class GateReportHtmlTests
{
    [Fact]
    public void The_deciding_number_stands_large_beside_its_interval_and_the_margin()
    {
        var page = Write(ReportSamples.Pass());

        page.ShouldContain("<p class=\"figure\">+0.018</p>");
        page.ShouldContain(
            "aria-label=\"ROC-AUC, difference from v1.3.0 in prod: +0.018, interval +0.010 to +0.026; margin −0.010, 0.\""
        );
        page.ShouldContain("90 % interval, DeLong, 2,113 rows");
    }

    [Fact]
    public void A_condition_that_decided_is_shown_with_its_limit()
    {
        var page = Write(ReportSamples.First());

        page.ShouldContain("<p class=\"figure\">0.801</p>");
        page.ShouldContain("limit 0.800");
    }

    [Fact]
    public void Where_lower_is_better_the_axis_is_turned_and_its_numbers_are_not()
    {
        var page = Write(ReportSamples.Regression());

        page.ShouldContain("<p class=\"figure\">−69</p>");
        page.ShouldContain("interval −91 to −47; margin +20, 0.");
    }

    [Theory]
    [InlineData("no data")]
    [InlineData("error")]
    public void Without_a_number_the_sentence_stands_alone(string outcome)
    {
        var page = Write(outcome == "error" ? ReportSamples.Error() : ReportSamples.NoData());

        page.ShouldContain($"<span class=\"word\">{outcome}</span>");
        page.ShouldNotContain("class=\"figure\"");
    }

    [Fact]
    public void A_changed_gate_is_named_in_the_verdict() =>
        Write(ReportSamples.Fail() with { PolicyChanges = ["roc_auc >= 0.80 → 0.75 (loosened)"] })
            .ShouldContain("roc_auc &gt;= 0.80 → 0.75 (loosened)");

    [Fact]
    public void The_page_lets_in_its_own_style_and_pictures_and_nothing_else()
    {
        var page = Write(ReportSamples.Pass());
        var style = page[
            (page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)
        ];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        page.ShouldContain(
            $"content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'\""
        );
        page.ShouldNotContain("<script");
        page.ShouldNotContain("style=");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
    }

    [Fact]
    public void Each_picture_is_inside_the_page_light_and_dark_with_words_for_those_who_cannot_see_it()
    {
        var page = Write(ReportSamples.Pass());

        Pictures().Count(page).ShouldBe(5);
        page.ShouldContain("alt=\"ROC. True against false positive rate at every threshold.");
    }

    [Fact]
    public void Values_of_the_data_can_be_left_out()
    {
        var page = GateReportHtml.Write(ReportSamples.Pass(), new HtmlOptions { ShowValues = false });

        page.ShouldContain("contract = value 2");
        page.ShouldNotContain("One year");
    }

    [Fact]
    public void Whatever_the_names_are_the_page_has_no_element_but_its_own()
    {
        var own = Elements().Count(Bare("x"));

        HostileText.Any.Sample(text => Elements().Count(Bare($"x{text}")).ShouldBe(own, text), iter: 500);

        static string Bare(string text) => GateReportHtml.Write(ExtremeReports.Hostile(text), new HtmlOptions());
    }

    private static string Write(GateReport report) =>
        GateReportHtml.Write(
            report,
            new HtmlOptions
            {
                Pictures = report
                    .Charts.SelectMany(ChartPainter.Paint)
                    .ToImmutableDictionary(picture => picture.Name, picture => picture.Svg),
            }
        );

    [GeneratedRegex(
        "<picture><source media=\"[^\"]*\" srcset=\"data:[^\"]*\"><img alt=\"[^\"]+\" src=\"data:[^\"]*\">"
    )]
    private static partial Regex Pictures();

    [GeneratedRegex("<")]
    private static partial Regex Elements();
}
