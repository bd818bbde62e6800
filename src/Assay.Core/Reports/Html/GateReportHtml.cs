using System.Globalization;
using System.Text;
using Assay.Core.Names;

namespace Assay.Core.Reports.Html;

/// <summary>
/// A gate's report as one HTML file that needs no other: no script, no request, styles and pictures inside. Light and dark
/// as the reader's system is, fit for a phone, a wide screen and paper.
/// </summary>
public static class GateReportHtml
{
    /// <summary>Writes the page.</summary>
    public static string Write(GateReport report, HtmlOptions options)
    {
        var page = new StringBuilder();
        Head(page, report);
        page.Append("<body>\n<main>\n");
        page.Append("<header class=\"top\">\n");
        page.Append(
            $"<p class=\"over\">Gate report · {KebabCase.Of(report.Task)} · <time>{Time(report.At)}</time></p>\n"
        );
        page.Append($"<h1>{HtmlText.Name(report.Model)}</h1>\n</header>\n");
        page.Append(VerdictBanner.Of(report));
        page.Append(MetricsTable.Of(report));
        page.Append(SlicesTable.Of(report, options.ShowValues));
        page.Append(HistoryLine.Of(report));
        page.Append(CurvesGrid.Of(report, options.Pictures));
        page.Append(RulesList.Of(report));
        page.Append(EvidenceList.Of(report));
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Head(StringBuilder page, GateReport report)
    {
        var policy =
            $"default-src 'none'; style-src '{ReportStyle.Hash}'; img-src data:; base-uri 'none'; form-action 'none'";
        var title = $"{report.Model} · {OutcomeWords.Of(report.Verdict.Outcome)} · gate report";
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        page.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append($"<title>{HtmlText.Of(title)}</title>\n");
        page.Append($"<style>{ReportStyle.Css}</style>\n</head>\n");
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
