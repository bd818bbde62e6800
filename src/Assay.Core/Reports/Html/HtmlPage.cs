using System.Globalization;
using System.Text;
using Assay.Core.Gates;

namespace Assay.Core.Reports.Html;

/// <summary>
/// A report as one HTML file that needs no other: no script, no request, styles and pictures inside. Light and dark
/// as the reader's system is, fit for a phone, a wide screen and paper.
/// </summary>
/// <param name="Kind">What it is: <c>Gate report</c>.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="At">When it was made.</param>
internal sealed record HtmlPage(string Kind, string Model, Outcome Outcome, DateTimeOffset At)
{
    /// <summary>What else stands over the model's name.</summary>
    public required string Over { get; init; }

    /// <summary>Writes the page around what is encoded already.</summary>
    public string Write(string body)
    {
        var page = new StringBuilder();
        Head(page);
        page.Append("<body>\n<main>\n");
        page.Append("<header class=\"top\">\n");
        page.Append($"<p class=\"over\">{Kind} · {HtmlText.Of(Over)} · <time>{Time(At)}</time></p>\n");
        page.Append($"<h1>{HtmlText.Name(Model)}</h1>\n</header>\n");
        page.Append(body);
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private void Head(StringBuilder page)
    {
        var policy =
            $"default-src 'none'; style-src '{ReportStyle.Hash}'; img-src data:; base-uri 'none'; form-action 'none'";
        var title = $"{Model} · {OutcomeWords.Of(Outcome)} · {Kind.ToLowerInvariant()}";
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
