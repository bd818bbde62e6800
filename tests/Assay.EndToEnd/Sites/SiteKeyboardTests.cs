using Assay.EndToEnd.Machine;
using Microsoft.Playwright;

namespace Assay.EndToEnd.Sites;

/// <summary>The site without a mouse, and as a screen reader is told of it.</summary>
public sealed class SiteKeyboardTests(SiteOfManyRuns many, Chromium chromium)
{
    private const string Focused = "() => document.activeElement.textContent.trim()";

    private static readonly string[] _pages = ["Overview", "Runs", "Versions", "Gates", "Rollouts", "Drift"];

    [Fact]
    public async Task The_first_key_offers_to_skip_to_the_content()
    {
        await using var site = await many.OpenAsync(chromium, "#/versions");

        await site.Page.Keyboard.PressAsync("Tab");
        (await site.Page.EvaluateAsync<string>(Focused)).ShouldBe("Skip to the content");
        await site.Page.Keyboard.PressAsync("Enter");

        (await site.Page.EvaluateAsync<string>(Focused)).ShouldBe("Versions and stages");
        site.Page.Url.ShouldEndWith("#/versions");
    }

    [Fact]
    public async Task Two_runs_are_found_chosen_and_compared_by_keys_alone()
    {
        await using var site = await many.OpenAsync(chromium, "#/runs");
        var keyboard = site.Page.Keyboard;
        await TabToAsync(site, "Tab", "() => document.activeElement.type === 'search'");
        await keyboard.TypeAsync("status = finished trees = 200");
        await Assertions.Expect(site.Page.GetByRole(AriaRole.Status)).Not.ToHaveTextAsync("10,000 runs");

        // Past the buttons of the head, the body is one stop.
        await TabToAsync(site, "Tab", "() => !!document.activeElement.closest('tbody')");
        (await RowAsync(site)).ShouldBe("2");
        foreach (var key in (string[])["Space", "ArrowDown", "ArrowDown", "Space"])
        {
            await keyboard.PressAsync(key);
        }

        (await RowAsync(site)).ShouldBe("4");
        (await site.Page.Locator("tr[aria-selected=true]").CountAsync()).ShouldBe(2);
        await TabToAsync(site, "Shift+Tab", "() => document.activeElement.textContent === 'Compare 2 runs'");
        await keyboard.PressAsync("Enter");

        await Assertions
            .Expect(site.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("2 runs side by side");
        await Assertions.Expect(site.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Keys_go_to_the_last_of_ten_thousand_rows_and_back_and_open_one()
    {
        await using var site = await many.OpenAsync(chromium, "#/runs");
        var keyboard = site.Page.Keyboard;
        await site.Page.Locator("tbody a").First.FocusAsync();

        await keyboard.PressAsync("Control+End");
        (await RowAsync(site)).ShouldBe("10001");
        await keyboard.PressAsync("PageUp");
        int.Parse(await RowAsync(site), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(9_950, 10_000);
        await keyboard.PressAsync("Control+Home");
        (await RowAsync(site)).ShouldBe("2");

        // Scrolled out of sight, the row with the focus is still where the keys go on from.
        await site.Page.EvaluateAsync("() => { document.querySelector('.scroller').scrollTop = 90000 }");
        await Assertions.Expect(site.Page.Locator("tr[aria-rowindex='2375']")).ToBeAttachedAsync();
        await keyboard.PressAsync("ArrowDown");
        (await RowAsync(site)).ShouldBe("3");
        await keyboard.PressAsync("Home");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(site.Page.Locator("h1")).ToContainTextAsync("Run ");
    }

    [Fact]
    public async Task A_screen_reader_finds_landmarks_headings_and_the_names_of_everything()
    {
        await using var site = await many.OpenAsync(chromium, "#/");
        foreach (var name in _pages)
        {
            await site
                .Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })
                .GetByRole(AriaRole.Link, new() { Name = name, Exact = true })
                .ClickAsync();
            await Assertions.Expect(site.Page.Locator("nav [aria-current=page]")).ToHaveTextAsync(name);
            (await site.Page.GetByRole(AriaRole.Main).CountAsync()).ShouldBe(1);
            (await site.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync()).ShouldBe(1);
            (await site.Page.EvaluateAsync<string[]>(Nameless)).ShouldBeEmpty(name);
            (await site.Page.EvaluateAsync<string[]>(SkippedLevels)).ShouldBeEmpty(name);
        }

        (await site.Page.TitleAsync()).ShouldBe("Drift · acme-models");
        site.Complaints.ShouldBeEmpty();
    }

    private const string Nameless = """
        () => [...document.querySelectorAll('a, button, input, select, table, svg[role=img], summary')]
          .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim() || e.caption?.textContent))
          .map(e => e.outerHTML.slice(0, 120))
        """;

    private const string SkippedLevels = """
        () => [...document.querySelectorAll('h1, h2, h3, h4')].map(h => [+h.tagName[1], h.textContent])
          .filter(([level], i, all) => i > 0 && level > all[i - 1][0] + 1).map(([level, text]) => `h${level} ${text}`)
        """;

    private static Task<string> RowAsync(SitePage site) =>
        site.Page.EvaluateAsync<string>(
            "() => document.activeElement.closest('tr')?.getAttribute('aria-rowindex') ?? 'none'"
        );

    private static async Task TabToAsync(SitePage site, string key, string found)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await site.Page.EvaluateAsync<bool>(found))
            {
                return;
            }

            await site.Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{key} never came to what was looked for: {found}");
    }
}
