using System.Collections.Immutable;
using Assay.Core.Reports.Charts;
using ScottPlot;

namespace Assay.Charts;

/// <summary>Curves on the unit square.</summary>
internal static class CurvePlot
{
    private const int Height = 430;
    private const double CountsHeight = 0.14;
    private const double Edge = 0.015;
    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
    private static readonly string[] TickLabels = ["0", "0.2", "0.4", "0.6", "0.8", "1"];

    public static ChartDrawing Draw(CurveChart chart, ChartTheme theme)
    {
        var plot = theme.Plot(chart.X, chart.Y);
        DrawCounts(plot, chart.Counts, theme);
        DrawReference(plot, chart.Reference, theme);
        foreach (var curve in chart.Curves)
        {
            DrawCurve(plot, curve, theme);
        }

        plot.Axes.SetLimits(-Edge, 1 + Edge, -Edge, 1 + Edge);
        plot.Axes.Bottom.SetTicks(Ticks, TickLabels);
        plot.Axes.Left.SetTicks(Ticks, TickLabels);
        return new ChartDrawing(plot, Height, Legend(chart, theme));
    }

    private static void DrawCurve(Plot plot, ChartCurve curve, ChartTheme theme)
    {
        var line = plot.Add.Scatter(
            curve.Points.Select(p => p.X).ToArray(),
            curve.Points.Select(p => p.Y).ToArray(),
            theme.Of(curve.Side)
        );
        line.LineWidth = curve.Side == ChartSide.Challenger ? 2.25f : 1.75f;
        line.MarkerSize = curve.Marked ? 7 : 0;
    }

    private static void DrawReference(Plot plot, ChartReference reference, ChartTheme theme)
    {
        var line = plot.Add.Line(reference.From.X, reference.From.Y, reference.To.X, reference.To.Y);
        line.LineColor = theme.Muted;
        line.LineWidth = 1;
        line.LinePattern = LinePattern.Dashed;
        line.MarkerSize = 0;
    }

    private static void DrawCounts(Plot plot, ImmutableArray<ChartBin> counts, ChartTheme theme)
    {
        var greatest = counts.Select(bin => bin.Amount).DefaultIfEmpty().Max();
        foreach (var bin in counts.Where(bin => bin.Amount > 0))
        {
            var inset = (bin.To - bin.From) * 0.06;
            var bar = plot.Add.Rectangle(bin.From + inset, bin.To - inset, 0, bin.Amount / greatest * CountsHeight);
            bar.FillColor = theme.Challenger.WithAlpha(0.25);
            bar.LineWidth = 0;
        }
    }

    private static ImmutableArray<LegendEntry> Legend(CurveChart chart, ChartTheme theme)
    {
        var entries = chart
            .Curves.Reverse()
            .Select(curve => new LegendEntry(curve.Label, theme.Of(curve.Side), LegendMark.Line))
            .Append(new LegendEntry(chart.Reference.Label, theme.Muted, LegendMark.Dashes));
        return chart.Counts.IsEmpty
            ? [.. entries]
            : [.. entries, new LegendEntry("rows", theme.Challenger.WithAlpha(0.25), LegendMark.Area)];
    }
}
