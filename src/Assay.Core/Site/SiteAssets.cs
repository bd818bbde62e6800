using System.Collections.Immutable;
using Assay.Core.Reports.Html;

namespace Assay.Core.Site;

/// <summary>The site's style sheet and scripts, which are the same in every site; they are written by hand, and no tool makes them.</summary>
internal static class SiteAssets
{
    /// <summary>Where they lie in a site.</summary>
    public const string Folder = "assets";

    /// <summary>The style sheet.</summary>
    public const string Style = "site.css";

    /// <summary>The scripts in the order that they are run: each uses those before it, the last starts.</summary>
    public static ImmutableArray<string> Scripts { get; } =
    [
        "store.js",
        "dom.js",
        "chart.js",
        "filter.js",
        "grid.js",
        "runs.js",
        "run.js",
        "registry.js",
        "overview.js",
        "main.js",
    ];

    /// <summary>The text of one of them.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(SiteAssets).Assembly.GetManifestResourceStream($"Assay.Core.Site.{name}")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return name == Style ? ReportStyle.Colors + text : text;
    }
}
