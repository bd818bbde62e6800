using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.EndToEnd.Machine;
using Microsoft.Playwright;

namespace Assay.EndToEnd.Sites;

/// <summary>Every page of a site, opened as a file.</summary>
public sealed class SitePagesTests(SiteOfManyRuns many, Chromium chromium)
{
    private static readonly string _compared = $"#/compare/{SampleRuns.Id(1)},{SampleRuns.Id(2)},{SampleRuns.Id(3)}";
    private static readonly string[] _addresses =
    [
        "#/",
        "#/runs?q=roc_auc+%3E+0.85",
        $"#/run/{SampleRuns.Id(1)}",
        $"#/run/{SampleRuns.Id(300)}",
        $"#/run/{SampleRuns.Id(9_000)}",
        _compared,
        "#/versions",
        "#/gates",
        "#/rollouts",
        "#/drift",
        "#/nowhere",
    ];

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_page_fits_the_screen_can_be_read_and_asks_no_other_host(int width, ColorScheme scheme)
    {
        await using var site = await many.OpenAsync(
            chromium,
            "#/",
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = scheme,
            }
        );
        foreach (var address in _addresses)
        {
            await site.GoAsync(address);

            (await site.Page.EvaluateAsync<int>(PageChecks.Overflow)).ShouldBeLessThanOrEqualTo(0, address);
            (await site.Page.EvaluateAsync<string[]>(PageChecks.FaintTexts)).ShouldBeEmpty(address);
        }

        (await site.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe(
            scheme == ColorScheme.Dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)"
        );
        site.Strays.ShouldBeEmpty();
        site.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_side_by_side_show_what_differs_first_and_their_curves_over_each_other()
    {
        await using var site = await many.OpenAsync(chromium, _compared);

        var curves = site.Page.GetByRole(AriaRole.Img, new() { NameString = "roc_auc" });
        await Assertions.Expect(curves).ToHaveCountAsync(1);
        (await curves.Locator("path").CountAsync()).ShouldBe(3);
        (await curves.GetAttributeAsync("aria-label"))!.ShouldContain("A: 60 points from 0.5");
        (await site.Page.Locator("h2").AllInnerTextsAsync()).ShouldBe([
            "Params that differ",
            "Metrics",
            "Curves",
            "What else differs",
        ]);
        var trees = site.Page.GetByRole(AriaRole.Row, new() { NameString = "trees 150" }).First;
        (await trees.GetByRole(AriaRole.Cell).AllInnerTextsAsync()).ShouldBe(["150", "200", "250"]);
        site.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stages_rollouts_gates_and_drifts_tell_what_was_recorded()
    {
        await using var site = await many.OpenAsync(chromium, "#/versions");
        var main = site.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("churn#prod holds v1.2.0");
        await Assertions.Expect(main).ToContainTextAsync("complaints of the call centre");
        await Assertions.Expect(main).ToContainTextAsync("went back from prod");

        await site.GoAsync("#/rollouts");
        (await site.Page.GetByRole(AriaRole.Article).Locator("h3").AllInnerTextsAsync()).ShouldBe([
            "v1.3.0 at prod ↶ rolled back",
            "v1.2.0 at prod ✓ promoted",
        ]);
        (await site.Page.GetByRole(AriaRole.Article).First.Locator(".steps li").AllInnerTextsAsync()).ShouldBe([
            "5 %\nreached",
            "25 %\nwent back here",
            "50 %\nnever reached",
            "100 %\nnever reached",
        ]);

        await site.GoAsync("#/gates?model=churn");
        await Assertions.Expect(main).ToContainTextAsync("267 verdicts");

        // The verdict on v1.3.0, whose rules come from the run's own file.
        await site.GoAsync($"#/run/{SampleRuns.Id(300)}");
        await Assertions.Expect(main).ToContainTextAsync("Rules");
        await Assertions.Expect(main).ToContainTextAsync("Metrics on the held-out data");

        await site.GoAsync("#/drift");
        await Assertions.Expect(main).ToContainTextAsync("4 of 19 columns drifted");
    }

    [Fact]
    public async Task An_empty_repository_has_pages_that_say_what_to_do_next()
    {
        using var team = await RecordedTeam.FoundAsync();
        var page = await chromium.NewPageAsync();
        await team.MakeSiteAsync();

        await using var site = await SitePage.OpenAsync(page, team.Site, "#/");

        var main = page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("assay train --model NAME");
        foreach (
            var (address, command) in (IEnumerable<(string, string)>)
                [
                    ("#/runs", "assay log-run"),
                    ("#/versions", "assay register"),
                    ("#/gates", "assay evaluate-gate"),
                    ("#/rollouts", "assay deploy-canary"),
                    ("#/drift", "assay drift-check"),
                ]
        )
        {
            await site.GoAsync(address);
            await Assertions.Expect(main).ToContainTextAsync(command);
        }

        site.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("' + alert(1) + '")]
    [InlineData("\u202etxet\u2028alert(1)")]
    public async Task A_hostile_name_is_text_everywhere_and_a_column_like_any_other(string name)
    {
        using var team = await RecordedTeam.FoundAsync();
        await team.RecordAsync(Enumerable.Range(1, 3).Select(n => Hostile(n, name)));
        var page = await chromium.NewPageAsync();
        await team.MakeSiteAsync();

        await using var site = await SitePage.OpenAsync(page, team.Site, "#/");
        foreach (
            var address in (string[])
                [
                    "#/runs",
                    $"#/runs?q={Uri.EscapeDataString($"metrics.\"{name}\" > 2")}",
                    $"#/run/{SampleRuns.Id(1)}",
                    $"#/compare/{SampleRuns.Id(1)},{SampleRuns.Id(2)}",
                    $"#/gates?model={Uri.EscapeDataString(name)}",
                    $"#/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(name)}",
                ]
        )
        {
            await site.GoAsync(address);
            (await page.Locator("img, iframe, [onerror]").CountAsync()).ShouldBe(0, address);
            (await page.EvaluateAsync<int>(PageChecks.Overflow)).ShouldBeLessThanOrEqualTo(0, address);
        }

        await site.GoAsync("#/runs");
        var header = page.GetByRole(AriaRole.Columnheader).And(page.Locator("[aria-colindex]"));
        (await header.AllInnerTextsAsync()).ShouldContain(text => text.Trim() == Shown(name));
        (
            await page.EvaluateAsync<bool>(
                "() => ({}).polluted === undefined && Object.keys(Object.prototype).length === 0"
            )
        ).ShouldBeTrue();
        site.Strays.ShouldBeEmpty();
        site.Complaints.ShouldBeEmpty();
    }

    private static string Shown(string name) => name.Replace('\u202e', '\ufffd').Replace('\u2028', ' ');

    private static RecordedRun Hostile(int number, string name)
    {
        var texts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, name + number);
        var curve = new MetricSeries([
            new(0, SampleRuns.At(number), number),
            new(1, SampleRuns.At(number), number + 1),
        ]);
        return new RecordedRun(
            SampleRuns.Of(number).Run with
            {
                Model = name,
                ModelPath = null,
                Params = texts,
                Tags = texts,
                Metrics = ImmutableSortedDictionary
                    .Create<string, MetricSeries>(StringComparer.Ordinal)
                    .Add(name, curve),
                Inputs = [new(name, SampleRuns.Digest(name), 1)],
                Actor = name,
                Command = name,
                Failure = name,
                LogTail = name,
                Code = new("c0ffee", name, Dirty: true),
            },
            []
        );
    }
}
