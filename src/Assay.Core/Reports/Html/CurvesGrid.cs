using System.Collections.Immutable;
using System.Text;
using Assay.Core.Reports.Charts;

namespace Assay.Core.Reports.Html;

/// <summary>Charts as pictures, light or dark as the reader's system is; forests are in the tables already.</summary>
internal static class CurvesGrid
{
    public static string Of(string heading, ImmutableArray<Chart> charts, ImmutableDictionary<string, string> pictures)
    {
        var figures = string.Concat(charts.Where(chart => chart is not ForestChart).Select(c => Figure(c, pictures)));
        return figures.Length == 0
            ? ""
            : $"<section aria-labelledby=\"curves\">\n<h2 id=\"curves\">{heading}</h2>\n<div class=\"grid\">\n{figures}</div>\n</section>\n";
    }

    private static string Figure(Chart chart, ImmutableDictionary<string, string> pictures)
    {
        if (pictures.GetValueOrDefault($"{chart.Name}-light") is not { } light)
        {
            return "";
        }

        var dark = pictures.GetValueOrDefault($"{chart.Name}-dark") is { } svg
            ? $"<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"{Address(svg)}\">"
            : "";
        return $"<figure><picture>{dark}<img alt=\"{HtmlText.Of($"{chart.Title}. {chart.Description}")}\" src=\"{Address(light)}\">"
            + $"</picture><figcaption>{HtmlText.Of(chart.Description)}</figcaption></figure>\n";
    }

    private static string Address(string svg) =>
        "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
}
