using Microsoft.Playwright;

namespace Assay.EndToEnd.Sites;

/// <summary>A page of a site in a browser, with all that it asked for and complained of.</summary>
public sealed class SitePage : IAsyncDisposable
{
    private readonly string _folder;

    private SitePage(IPage page, string folder) => (Page, _folder) = (page, folder);

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public static async Task<SitePage> OpenAsync(IPage page, string folder, string address)
    {
        var opened = new SitePage(page, folder);
        page.Request += (_, request) => opened.Requests.Add(request.Url);
        page.Console += (_, message) => opened.Complaints.Add(message.Text);
        page.PageError += (_, error) => opened.Complaints.Add(error);
        page.Dialog += (_, dialog) =>
        {
            opened.Complaints.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        await page.GotoAsync($"file://{folder}/index.html{address}");
        await page.Locator("html[data-ready]").WaitForAsync();
        return opened;
    }

    /// <summary>Goes to another page of the site by its address.</summary>
    public async Task GoAsync(string address)
    {
        await Page.EvaluateAsync("address => { location.hash = address }", address);
        await Page.Locator("html[data-ready]").WaitForAsync();
        await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
    }

    /// <summary>Requests that left the site's folder.</summary>
    public IEnumerable<string> Strays =>
        Requests.Where(url => !url.StartsWith($"file://{_folder}/", StringComparison.Ordinal) && url != "data:,");

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
