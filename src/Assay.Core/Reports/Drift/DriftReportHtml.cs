using System.Text;
using Assay.Core.Drift;
using Assay.Core.Reports.Html;

namespace Assay.Core.Reports.Drift;

/// <summary>A drift check's report as one HTML file that needs no other.</summary>
public static class DriftReportHtml
{
    /// <summary>Writes the page.</summary>
    public static string Write(DriftCheckReport report, HtmlOptions options)
    {
        var result = report.Result;
        var body = new StringBuilder();
        body.Append(Banner(report));
        body.Append(DriftTable.Of("Columns", result.Columns, result.Policy, options.ShowValues));
        body.Append(DriftTable.Of("Predictions", result.Predictions, result.Policy, options.ShowValues));
        body.Append(CurvesGrid.Of("Distributions", report.Charts, options.Pictures));
        body.Append(RulesList.Of(result.Rules));
        body.Append(Evidence(report));
        return new HtmlPage("Drift check", result.Model, result.Outcome, report.At) { Over = report.Version }.Write(
            body.ToString()
        );
    }

    private static string Banner(DriftCheckReport report)
    {
        var result = report.Result;
        var drifted = result.Columns.Count(c => c.State == ColumnState.Drifted);
        var banner = new StringBuilder();
        banner.Append(
            $"<section class=\"verdict {OutcomeLabel.Class(result.Outcome)}\" aria-labelledby=\"verdict\">\n"
        );
        banner.Append($"<h2 id=\"verdict\">{OutcomeLabel.Of(result.Outcome)}</h2>\n");
        banner.Append($"<p class=\"headline\">{HtmlText.Of(result.Headline)}</p>\n");
        if (report.Retraining is { } retraining)
        {
            banner.Append($"<p>{HtmlText.Of(retraining.Text)}</p>\n");
        }

        banner.Append("<div class=\"deciding\">\n<div>\n");
        banner.Append($"<p class=\"figure\">{Numbers.Count(drifted)} of {Numbers.Count(result.Columns.Length)}</p>\n");
        banner.Append("<p class=\"what\">columns drifted</p>\n</div>\n");
        banner.Append(
            $"<div>\n<p class=\"method\">{Numbers.Count(result.CurrentRows)} rows against {Numbers.Count(result.ReferenceRows)} of the reference</p>\n</div>\n</div>\n"
        );
        return banner.Append("</section>\n").ToString();
    }

    private static string Evidence(DriftCheckReport report)
    {
        var list = new StringBuilder();
        foreach (var (term, what) in DriftEvidence.Of(report))
        {
            list.Append($"<div><dt>{term}</dt><dd>{HtmlText.Of(what)}</dd></div>\n");
        }

        return "<section aria-labelledby=\"evidence\">\n<h2 id=\"evidence\">Evidence</h2>\n"
            + $"<dl>\n{list}</dl>\n<p>The same on your machine:</p>\n"
            + $"<pre tabindex=\"0\"><code>{HtmlText.Of(report.Command)}</code></pre>\n</section>\n";
    }
}
