using System.Buffers.Binary;
using System.Xml.Linq;
using Assay.Charts;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;

namespace Assay.Tests.Charts;

public sealed class ChartPainterTests
{
    private const string Svg = "{http://www.w3.org/2000/svg}";

    [Fact]
    public void The_same_chart_gives_the_same_SVG_and_PNG()
    {
        foreach (var chart in AllForms())
        {
            var (first, again) = (
                ChartPainter.Paint(chart, ReportPalette.Dark),
                ChartPainter.Paint(chart, ReportPalette.Dark)
            );
            again.Svg.ShouldBe(first.Svg, chart.Name);
            again.Png.ShouldBe(first.Png, chart.Name);
        }
    }

    [Fact]
    public void Every_form_of_chart_is_drawn_in_both_palettes_as_PNG_of_1620_pixels_and_as_SVG_that_scales()
    {
        foreach (var picture in AllForms().SelectMany(ChartPainter.Paint))
        {
            BinaryPrimitives.ReadInt32BigEndian(picture.Png.AsSpan(16)).ShouldBe(1620, picture.Name);
            var root = XElement.Parse(picture.Svg);
            root.Attribute("viewBox")!.Value.ShouldStartWith("0 0 540 ");
            root.Element(Svg + "title")!.Value.ShouldNotBeEmpty(picture.Name);
            root.Element(Svg + "desc")!.Value.ShouldNotBeEmpty(picture.Name);
        }
    }

    [Fact]
    public void The_legend_names_both_models_with_their_area()
    {
        var roc = ChartSamples.Of(ChartSamples.Binary(900, 2), ChartSamples.Binary(900, 1)).Named("roc");
        var texts = Texts(ChartPainter.Paint(roc, ReportPalette.Light));

        texts.ShouldContain(text => text.StartsWith("this change, AUC 0.", StringComparison.Ordinal));
        texts.ShouldContain(text => text.StartsWith("v1.3.0 in prod, AUC 0.", StringComparison.Ordinal));
        texts.ShouldContain("chance");
    }

    [Fact]
    public void A_name_from_outside_stays_text()
    {
        var hostile = "<script>alert(1)</script> & \"x\" \u202e\u0000";
        var chart = new BlankChart("blank", hostile, hostile);

        var root = XElement.Parse(ChartPainter.Paint(chart, ReportPalette.Light).Svg);

        root.DescendantsAndSelf().ShouldAllBe(e => e.Name.LocalName != "script");
        root.Element(Svg + "title")!.Value.ShouldStartWith("<script>");
    }

    [Fact]
    public void A_letter_that_no_font_here_has_is_a_question_mark_and_not_a_box() =>
        ChartFont.Drawable("Größe → 0.5 ≥ ½ \uE123", 80).ShouldBe("Größe → 0.5 ≥ ½ ?");

    [Fact]
    public void A_chart_that_cannot_be_drawn_says_why() =>
        Texts(ChartPainter.Paint(new BlankChart("roc", "ROC", "All rows are of one class."), ReportPalette.Light))
            .ShouldBe(["ROC", "All rows are of one class."]);

    [Fact]
    public async Task Each_chart_becomes_four_files()
    {
        var folder = Directory.CreateTempSubdirectory("assay-charts-").FullName;
        try
        {
            var charts = ChartSamples.Of(ChartSamples.Regression(200, 0.4));

            await ChartFolder.WriteAsync(Path.Combine(folder, "charts"), charts, TestContext.Current.CancellationToken);

            Directory
                .EnumerateFiles(Path.Combine(folder, "charts"), "residuals-*")
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
                .ShouldBe(["residuals-dark.png", "residuals-dark.svg", "residuals-light.png", "residuals-light.svg"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Chart> AllForms() =>
        [
            .. ChartSamples.Of(ChartSamples.Binary(600, 2), ChartSamples.Binary(600, 1)),
            .. ChartSamples.Of(ChartSamples.Multiclass(600, 4)),
            .. ChartSamples.Of(ChartSamples.Regression(600, 0.4), ChartSamples.Regression(600, 0.6)),
            new PairedBarsChart(
                "bars",
                "contract",
                "Two categories.",
                "reference",
                "now",
                [new PairedBars("Month-to-month", 0.55, 1), new PairedBars("Two year", 0.45, 0)]
            ),
            new BlankChart("blank", "ROC", "All rows are of one class."),
            new ForestChart(
                "forest",
                "Difference from v1.3.0 in prod",
                "One row.",
                [new ForestRow("ROC-AUC ↑", "+0.018 (+0.010 … +0.026)", 0.018, 0.010, 0.026, [-0.01], true)],
                null,
                "margin of 0.01"
            ),
        ];

    private static IEnumerable<string> Texts(ChartPicture picture) =>
        XElement.Parse(picture.Svg).Descendants(Svg + "text").Select(text => text.Value);
}
