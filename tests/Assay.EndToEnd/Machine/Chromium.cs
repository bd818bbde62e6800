using Microsoft.Playwright;

namespace Assay.EndToEnd.Machine;

/// <summary>Debian's Chromium, headless, driven by Playwright: to open a page as its readers do.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A new page, which the caller closes.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewPageOptions? options = null)
    {
        var executable = Requires.Program("chromium", "no Chromium: install chromium.");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = executable,
                    Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
                }
            );
        }
        finally
        {
            _starting.Release();
        }

        return await _browser.NewPageAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }
}
