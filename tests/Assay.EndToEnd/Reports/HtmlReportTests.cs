using System.Collections.Immutable;
using Assay.Charts;
using Assay.Core.Reports;
using Assay.Core.Reports.Html;
using Assay.EndToEnd.Machine;
using Assay.Tests.Reports;
using Microsoft.Playwright;

namespace Assay.EndToEnd.Reports;

/// <summary>The HTML report, opened as a reader does.</summary>
public sealed class HtmlReportTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_outcome_fits_the_screen_and_can_be_read(int width, ColorScheme scheme)
    {
        var page = await chromium.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = scheme,
            }
        );
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var report in Reports())
        {
            await page.SetContentAsync(Write(report));

            var overflow = await page.EvaluateAsync<int>(PageChecks.Overflow);
            overflow.ShouldBeLessThanOrEqualTo(0, report.Verdict.Headline);
            (await page.EvaluateAsync<string[]>(PageChecks.FaintTexts)).ShouldBeEmpty(report.Verdict.Headline);
        }

        complaints.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_pictures_follow_the_readers_system_and_all_of_them_load()
    {
        var page = await chromium.NewPageAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetContentAsync(Write(ReportSamples.Pass()));

        var pictures = await page.EvaluateAsync<string[]>(
            "() => [...document.images].map(i => `${i.complete && i.naturalWidth > 0} ${i.currentSrc !== i.src}`)"
        );

        pictures.ShouldBe(Enumerable.Repeat("true true", 5));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_table_is_still_a_table_to_a_screen_reader_where_it_is_shown_as_cards()
    {
        var page = await chromium.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 360, Height = 900 },
            }
        );
        await page.SetContentAsync(Write(ReportSamples.Pass()));

        var row = page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Row).Nth(1);

        (await row.GetByRole(AriaRole.Rowheader).InnerTextAsync()).ShouldStartWith("ROC-AUC");
        (await row.GetByRole(AriaRole.Cell).First.InnerTextAsync()).ShouldBe("0.846");
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("<script>document.title = 'taken'</script>")]
    [InlineData("\"><img src=x onerror=\"document.title = 'taken'\">")]
    [InlineData("' onmouseover='document.title = \"taken\"")]
    [InlineData("</style></title><iframe src=//evil.example>")]
    [InlineData(
        "\u202ereversed and a very long name without a space xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    )]
    public async Task A_hostile_name_is_text_and_does_not_push_the_page_apart(string name)
    {
        var page = await chromium.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 360, Height = 900 },
            }
        );
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);

        await page.SetContentAsync(Write(ExtremeReports.Hostile(name)));

        (await page.TitleAsync()).ShouldNotBe("taken");
        (
            await page.EvaluateAsync<int>("() => document.querySelectorAll('script, iframe, a, [onmouseover]').length")
        ).ShouldBe(0);
        (await page.EvaluateAsync<int>(PageChecks.Overflow)).ShouldBeLessThanOrEqualTo(0);
        requests.ShouldAllBe(url => url.StartsWith("data:", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    private static GateReport[] Reports() =>
        [
            ReportSamples.Pass(),
            ReportSamples.Fail() with
            {
                PolicyChanges = ["roc_auc >= 0.80 → 0.75 (loosened)"],
            },
            ReportSamples.Inconclusive(),
            ReportSamples.NoData(),
            ReportSamples.Error(),
            ReportSamples.First(),
            ExtremeReports.Large(),
            ReportSamples.Regression(),
        ];

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
}
