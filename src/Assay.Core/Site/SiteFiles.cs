using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>A file of a site.</summary>
/// <param name="Path">Path in the site, with forward slashes.</param>
/// <param name="Text">Its text, to be written as UTF-8.</param>
public sealed record SiteFile(string Path, string Text);

/// <summary>A site: a folder of files that shows a repository's runs, versions, gates and rollouts without a server.</summary>
public static class SiteFiles
{
    /// <summary>The page to open.</summary>
    public const string Page = "index.html";

    /// <summary>The folder of the data.</summary>
    public const string Data = "data";

    /// <summary>The names in a site's folder.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [Page, Data, SiteAssets.Folder];

    /// <summary>All files but those of <see cref="Detail"/>, one at a time, since together they may be large.</summary>
    public static IEnumerable<SiteFile> Of(SiteContent content)
    {
        var names = new NameTable();
        var parts = 0;
        foreach (var runs in content.Runs.Chunk(RunRows.Most))
        {
            yield return Script($"runs-{parts++}", name => SiteScript.Write(name, w => RunRows.Write(w, runs, names)));
        }

        var site = new SiteDocument(
            SiteText.Of(content.Repository),
            SiteText.Of(content.Program),
            content.At.ToUnixTimeMilliseconds(),
            names.Names,
            parts,
            content.Detailed,
            VersionRow.Of(content),
            MoveRow.Of(content.Stages),
            RolloutRow.Of(content.Rollouts),
            RetrainingRow.Of(content)
        );
        yield return Script("site", name => SiteScript.Write(name, site, SiteJson.Default.SiteDocument));
        foreach (var name in SiteAssets.Scripts.Prepend(SiteAssets.Style))
        {
            yield return new SiteFile($"{SiteAssets.Folder}/{name}", SiteAssets.Text(name));
        }

        yield return new SiteFile(Page, SitePage.Write(content.Repository));
    }

    /// <summary>The file of one run, which the page loads when it is looked at.</summary>
    /// <param name="run">The run.</param>
    /// <param name="verdict">An evaluation's <c>verdict.json</c>, or null.</param>
    /// <param name="showValues">Whether values of the data may be shown, which a log holds.</param>
    public static SiteFile Detail(Run run, byte[]? verdict, bool showValues) =>
        Script(
            $"run-{run.Id}",
            name => SiteScript.Write(name, RunDetail.Of(run, verdict, showValues), SiteJson.Default.RunDetail)
        );

    private static SiteFile Script(string name, Func<string, string> write) => new($"{Data}/{name}.js", write(name));
}
