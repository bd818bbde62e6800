using Assay.Core.Reports.Html;

namespace Assay.Core.Site;

/// <summary>The one page, which the scripts fill.</summary>
internal static class SitePage
{
    // Scripts and styles of this folder alone, and nothing from anywhere else; data: is the empty icon.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <param name="repository">The title until the data are there.</param>
    public static string Write(string repository) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>{HtmlText.Of(repository)}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{SiteAssets.Folder}/{SiteAssets.Style}">
            {string.Concat(
                    SiteAssets.Scripts.Select(name => $"<script defer src=\"{SiteAssets.Folder}/{name}\"></script>\n")
                ).TrimEnd()}
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="bar"><nav aria-label="Pages"><a class="brand" href="#/">{HtmlText.Name(
                repository
            )}</a><ul id="nav"></ul></nav></header>
            <main id="main" tabindex="-1"><noscript><p>This site draws its pages with scripts of its own folder; they are switched off here.</p></noscript></main>
            <footer><p id="made"></p></footer>
            </body>
            </html>

            """;
}
