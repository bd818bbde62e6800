using System.Diagnostics;
using System.Globalization;
using Assay.EndToEnd.Machine;
using Microsoft.Playwright;

namespace Assay.EndToEnd.Sites;

/// <summary>The page of 10,000 runs, opened as a file in a browser.</summary>
public sealed class SiteRunsTests(SiteOfManyRuns many, Chromium chromium)
{
    // A screen of rows, and some beyond it on either side.
    private const int MostRows = 60;

    [Fact]
    public async Task Ten_thousand_runs_are_there_and_few_of_their_rows_in_the_document()
    {
        var clock = Stopwatch.StartNew();
        await using var site = await many.OpenAsync(chromium, "#/runs");
        Tell("open", clock);
        var grid = site.Page.GetByRole(AriaRole.Grid, new() { Name = "Runs" });

        (await grid.GetAttributeAsync("aria-rowcount")).ShouldBe("10001");
        (await site.Page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldBe("10,000 runs");
        (await RowsAsync(site)).ShouldBeInRange(10, MostRows);

        clock.Restart();
        await site.Page.EvaluateAsync(
            "() => { const s = document.querySelector('.scroller'); s.scrollTop = s.scrollHeight }"
        );
        await site.Page.Locator("tr[aria-rowindex='10001']").WaitForAsync();
        Tell("scroll to the end", clock);
        (await RowsAsync(site)).ShouldBeInRange(10, MostRows);
        (await site.Page.Locator("tr[aria-rowindex='10001'] a").GetAttributeAsync("href")).ShouldBe(
            $"#/run/{SampleRuns.Id(SiteOfManyRuns.Runs - 1)}"
        );
        site.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("metrics.roc_auc > 0.86")]
    [InlineData("roc_auc>=0.85 params.trees = 250 algorithm=random_forest")]
    [InlineData("status = failed and model = fraud")]
    [InlineData("verdict = inconclusive")]
    [InlineData("tags.team = risk by ~ zoë")]
    [InlineData("\"learning_rate\" < 0.1 dirty-or-not-a-word")]
    [InlineData("v1.2.0")]
    public async Task A_search_finds_the_runs_that_it_describes_and_no_others(string query)
    {
        await using var site = await many.OpenAsync(chromium, "#/runs");
        var clock = Stopwatch.StartNew();

        await site.Page.GetByRole(AriaRole.Searchbox).FillAsync(query);

        var expected = Expected(query);
        await Assertions
            .Expect(site.Page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync($"{expected.ToString("N0", CultureInfo.InvariantCulture)} of 10,000 runs");
        Tell(query, clock);
        (await site.Page.GetByRole(AriaRole.Grid).GetAttributeAsync("aria-rowcount")).ShouldBe($"{expected + 1}");
        (await RowsAsync(site)).ShouldBe(Math.Min(expected == 0 ? 1 : expected, await RowsAsync(site)));
        (await RowsAsync(site)).ShouldBeLessThanOrEqualTo(MostRows);
    }

    [Fact]
    public async Task A_column_s_button_sorts_and_says_so_and_what_has_no_value_comes_last()
    {
        await using var site = await many.OpenAsync(chromium, "#/runs?kind=training");
        var button = site.Page.GetByRole(AriaRole.Button, new() { Name = "roc_auc" });
        var header = site.Page.GetByRole(AriaRole.Columnheader, new() { Name = "roc_auc" });
        double[] expected =
        [
            .. Enumerable
                .Range(0, SiteOfManyRuns.Runs)
                .Select(SampleRuns.Of)
                .Where(r => r.Run.Kind == Core.Runs.RunKind.Training && r.Run.Metrics.ContainsKey("roc_auc"))
                .Select(r => r.Run.Metrics["roc_auc"].Last)
                .Order(),
        ];

        await button.ClickAsync();
        (await header.GetAttributeAsync("aria-sort")).ShouldBe("descending");
        (await FirstAsync(site)).ShouldBe(expected[^1], 0.00006);

        await button.ClickAsync();
        (await header.GetAttributeAsync("aria-sort")).ShouldBe("ascending");
        (await FirstAsync(site)).ShouldBe(expected[0], 0.00006);
        site.Page.Url.ShouldEndWith("#/runs?kind=training&sort=metrics.roc_auc&order=up");
    }

    [Fact]
    public async Task What_cannot_be_understood_is_said_and_hides_no_run_in_silence()
    {
        await using var site = await many.OpenAsync(chromium, "#/runs");

        await site.Page.GetByRole(AriaRole.Searchbox).FillAsync("metrics.roc_acu > 0.9");

        await Assertions
            .Expect(site.Page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("no run has a metric, param or tag “metrics.roc_acu”.");
        await site.Page.GetByRole(AriaRole.Button, new() { Name = "Show all runs" }).ClickAsync();
        await Assertions.Expect(site.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("10,000 runs");
    }

    [Fact]
    public async Task An_address_brings_back_the_same_search_and_order()
    {
        await using var site = await many.OpenAsync(
            chromium,
            "#/runs?q=trees+%3D+250&model=fraud&sort=metrics.roc_auc"
        );

        (await site.Page.GetByRole(AriaRole.Searchbox).InputValueAsync()).ShouldBe("trees = 250");
        (await site.Page.GetByLabel("Model").InputValueAsync()).ShouldBe("fraud");
        (
            await site.Page.GetByRole(AriaRole.Columnheader, new() { Name = "roc_auc" }).GetAttributeAsync("aria-sort")
        ).ShouldBe("descending");
    }

    private static int Expected(string query)
    {
        var runs = Enumerable.Range(0, SiteOfManyRuns.Runs).Select(SampleRuns.Of).Select(r => r.Run);
        return query switch
        {
            "metrics.roc_auc > 0.86" => runs.Count(r => Roc(r) > 0.86),
            "status = failed and model = fraud" => runs.Count(r =>
                r.Status == Core.Runs.RunStatus.Failed && r.Model == "fraud"
            ),
            "verdict = inconclusive" => runs.Count(r => r.Judgement?.Outcome == Core.Gates.Outcome.Inconclusive),
            "tags.team = risk by ~ zoë" => runs.Count(r =>
                r.Tags.GetValueOrDefault("team") == "risk" && r.Actor!.StartsWith("Zoë", StringComparison.Ordinal)
            ),
            "v1.2.0" => 1,
            _ when query.StartsWith("roc_auc>=", StringComparison.Ordinal) => runs.Count(r =>
                Roc(r) >= 0.85
                && r.Params.GetValueOrDefault("trees") == "250"
                && r.Params.GetValueOrDefault("algorithm") == "random_forest"
            ),
            _ => 0,
        };
    }

    private static double Roc(Core.Runs.Run run) =>
        run.Metrics.TryGetValue("roc_auc", out var series) ? series.Last : double.NaN;

    private static Task<int> RowsAsync(SitePage site) => site.Page.Locator("tbody tr[aria-rowindex]").CountAsync();

    private static async Task<double> FirstAsync(SitePage site)
    {
        var index = await site
            .Page.GetByRole(AriaRole.Columnheader, new() { Name = "roc_auc" })
            .GetAttributeAsync("aria-colindex");
        var text = await site.Page.Locator($"tr[aria-rowindex='2'] [aria-colindex='{index}']").InnerTextAsync();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Tell(string what, Stopwatch clock) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {clock.ElapsedMilliseconds} ms");
}
