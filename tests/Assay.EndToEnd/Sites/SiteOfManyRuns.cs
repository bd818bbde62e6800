using Assay.EndToEnd.Machine;
using Microsoft.Playwright;

namespace Assay.EndToEnd.Sites;

/// <summary>A site of 10,000 runs of a real ledger; it is made when a test first asks for it.</summary>
public sealed class SiteOfManyRuns : IDisposable
{
    public const int Runs = 10_000;

    private readonly SemaphoreSlim _making = new(1, 1);
    private RecordedTeam? _team;

    /// <summary>A page of the site, opened as a file.</summary>
    public async Task<SitePage> OpenAsync(Chromium chromium, string address, BrowserNewPageOptions? options = null)
    {
        // First, so that a machine without a browser makes nothing in vain.
        var page = await chromium.NewPageAsync(options);
        return await SitePage.OpenAsync(page, await FolderAsync(), address);
    }

    /// <summary>The site's folder.</summary>
    public async Task<string> FolderAsync()
    {
        await _making.WaitAsync(RecordedTeam.Token);
        try
        {
            if (_team is null)
            {
                var team = await RecordedTeam.FoundAsync();
                await team.RecordAsync(Enumerable.Range(0, Runs).Reverse().Select(SampleRuns.Of));
                await SampleStory.TellAsync(team);
                await team.MakeSiteAsync();
                _team = team;
            }

            return _team.Site;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose()
    {
        _team?.Dispose();
        _making.Dispose();
    }
}
