using System.Globalization;

namespace Assay.Core.Reports.Html;

/// <summary>The primary metric over the last runs on the main branch, as a line.</summary>
internal static class HistoryLine
{
    private const int Height = 60;

    public static string Of(GateReport report)
    {
        double[] values = [.. report.History.Where(double.IsFinite)];
        var primary = report.Verdict.Primary ?? report.Verdict.Metrics.FirstOrDefault();
        if (values.Length < 2 || primary is null)
        {
            return "";
        }

        var format = NumberFormat.Of(primary);
        var span = $"{format.Value(values[0])} → {format.Value(values[^1])}";
        return "<section aria-labelledby=\"history\">\n"
            + $"<h2 id=\"history\">{HtmlText.Name(primary.Title)} of the last {values.Length} runs on main</h2>\n"
            + $"<div class=\"history\"><svg viewBox=\"0 -4 1000 {Height + 8}\" preserveAspectRatio=\"none\" width=\"100%\" height=\"72\" "
            + $"role=\"img\" aria-label=\"{span}\"><polyline points=\"{Points(values)}\"/></svg><p>{span}</p></div>\n</section>\n";
    }

    private static string Points(double[] values)
    {
        var (least, greatest) = (values.Min(), values.Max());
        var range = greatest > least ? greatest - least : 1;
        return string.Join(
            ' ',
            values.Select(
                (value, i) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{1000.0 * i / (values.Length - 1):0.#},{Height * (1 - ((value - least) / range)):0.#}"
                    )
            )
        );
    }
}
