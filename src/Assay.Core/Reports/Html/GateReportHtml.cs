using System.Text;
using Assay.Core.Names;

namespace Assay.Core.Reports.Html;

/// <summary>A gate's report as one HTML file that needs no other.</summary>
public static class GateReportHtml
{
    /// <summary>Writes the page.</summary>
    public static string Write(GateReport report, HtmlOptions options)
    {
        var body = new StringBuilder();
        body.Append(VerdictBanner.Of(report));
        body.Append(MetricsTable.Of(report));
        body.Append(SlicesTable.Of(report, options.ShowValues));
        body.Append(HistoryLine.Of(report));
        body.Append(CurvesGrid.Of("Curves", report.Charts, options.Pictures));
        body.Append(RulesList.Of(report.Verdict.Rules));
        body.Append(EvidenceList.Of(report));
        return new HtmlPage("Gate report", report.Model, report.Verdict.Outcome, report.At)
        {
            Over = KebabCase.Of(report.Task),
        }.Write(body.ToString());
    }
}
