using System.Text;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>The verdict, its sentence, and the deciding number with its interval.</summary>
internal static class VerdictBanner
{
    public static string Of(GateReport report)
    {
        var verdict = report.Verdict;
        var banner = new StringBuilder();
        banner.Append(
            $"<section class=\"verdict {OutcomeLabel.Class(verdict.Outcome)}\" aria-labelledby=\"verdict\">\n"
        );
        banner.Append($"<h2 id=\"verdict\">{OutcomeLabel.Of(verdict.Outcome)}</h2>\n");
        banner.Append($"<p class=\"headline\">{HtmlText.Of(verdict.Headline)}</p>\n");
        if (OutcomeWords.Policy(verdict.Outcome, report.Decision) is { } policy)
        {
            banner.Append($"<p>{policy}</p>\n");
        }

        Changes(banner, report);
        if (DecidingNumber.Of(report) is { } number)
        {
            banner.Append("<div class=\"deciding\">\n<div>\n");
            banner.Append($"<p class=\"figure\">{HtmlText.Of(number.Figure)}</p>\n");
            banner.Append($"<p class=\"what\">{HtmlText.Of(number.Caption)}</p>\n</div>\n");
            banner.Append($"<div>\n{new NumberAxis(number).Write()}{Method(verdict)}</div>\n</div>\n");
        }

        return banner.Append("</section>\n").ToString();
    }

    private static void Changes(StringBuilder banner, GateReport report)
    {
        if (report.PolicyChanges.IsEmpty)
        {
            return;
        }

        banner.Append(
            "<div class=\"changed\">\n<p><strong>This change also changes its gate; the old gate decided.</strong></p>\n<ul>\n"
        );
        foreach (var change in report.PolicyChanges)
        {
            banner.Append($"<li>{HtmlText.Code(change)}</li>\n");
        }

        banner.Append("</ul>\n</div>\n");
    }

    private static string Method(Verdict verdict) =>
        verdict.Primary?.Difference?.Interval is { } interval
            ? $"<p class=\"method\">{Numbers.Percent(Math.Round(interval.Level, 4))} interval, {HtmlText.Of(interval.Method)}, "
                + $"{Numbers.Count(verdict.Rows)} rows</p>\n"
            : $"<p class=\"method\">{Numbers.Count(verdict.Rows)} rows</p>\n";
}
