using System.Globalization;
using Assay.Core.Reports.Charts;

namespace Assay.Core.Reports.Markdown;

/// <summary>Curves as a Mermaid chart, which both forges draw without a picture to host. No text from outside is in it.</summary>
internal static class MermaidCurves
{
    private const int Points = 26;

    public static string Of(CurveChart chart)
    {
        var lines = chart.Curves.Select(curve => $"  line [{string.Join(", ", Heights(curve))}]\n");
        var colors = string.Join(", ", chart.Curves.Select(Color));
        var legend = string.Join(
            " · ",
            chart.Curves.Reverse().Select(c => $"{Name(c.Side)}: {MarkdownText.Of(c.Label, VisibleText.NameLength)}")
        );
        return $"\n```mermaid\n{Theme(colors)}\nxychart-beta\n"
            + $"  x-axis \"{chart.X}\" 0 --> 1\n"
            + $"  y-axis \"{chart.Y}\" 0 --> 1\n"
            + string.Concat(lines)
            + $"```\n\n{legend}\n";
    }

    private static string Theme(string colors) =>
        "%%{init: {\"themeVariables\": {\"xyChart\": {\"plotColorPalette\": \"" + colors + "\"}}}}%%";

    private static string Color(ChartCurve curve) =>
        curve.Side == ChartSide.Challenger ? ReportPalette.Light.Challenger : ReportPalette.Light.Champion;

    private static string Name(ChartSide side) => side == ChartSide.Challenger ? "🟦" : "⬜";

    private static IEnumerable<string> Heights(ChartCurve curve) =>
        Enumerable.Range(0, Points).Select(i => Height(curve, (double)i / (Points - 1))).Select(Number);

    private static string Number(double height) => height.ToString("0.###", CultureInfo.InvariantCulture);

    // Straight between the points around x; beyond the ends, the end.
    private static double Height(ChartCurve curve, double x)
    {
        var points = curve.Points;
        var after = 0;
        while (after < points.Length - 1 && points[after].X < x)
        {
            after++;
        }

        var (b, a) = (points[after], points[Math.Max(after - 1, 0)]);
        return b.X > a.X && x <= b.X ? a.Y + ((b.Y - a.Y) * (x - a.X) / (b.X - a.X)) : b.Y;
    }
}
