using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using ScottPlot;

namespace Assay.Charts;

/// <summary>Two bars a category, from left to right, with their shares at the right.</summary>
internal static class PairedBarsPlot
{
    private const int RowHeight = 34;
    private const int AroundRows = 112;
    private const int LabelLength = 26;
    private const double BarHeight = 0.32;
    private const double Gap = 0.03;

    public static ChartDrawing Draw(PairedBarsChart chart, ChartTheme theme)
    {
        var plot = theme.Plot("share of rows", "");
        foreach (var (index, row) in chart.Rows.Index())
        {
            DrawBar(plot, row.First, -index + Gap, theme.Champion);
            DrawBar(plot, row.Second, -index - Gap - BarHeight, theme.Challenger);
        }

        var greatest = chart.Rows.Max(r => Math.Max(r.First, r.Second));
        var (bottom, top) = (0.4 - chart.Rows.Length, 0.6);
        plot.Axes.SetLimits(0, greatest * 1.04, bottom, top);
        plot.Axes.SetLimitsY(bottom, top, plot.Axes.Right);
        plot.Grid.YAxisStyle.IsVisible = false;
        LabelRows(plot, chart, theme);
        LabelScale(plot, greatest);
        return new ChartDrawing(
            plot,
            AroundRows + (RowHeight * chart.Rows.Length),
            [
                new LegendEntry(chart.First, theme.Champion, LegendMark.Area),
                new LegendEntry(chart.Second, theme.Challenger, LegendMark.Area),
            ]
        );
    }

    private static void DrawBar(Plot plot, double share, double bottom, Color color)
    {
        var bar = plot.Add.Rectangle(0, share, bottom, bottom + BarHeight);
        bar.FillColor = color;
        bar.LineWidth = 0;
    }

    private static void LabelRows(Plot plot, PairedBarsChart chart, ChartTheme theme)
    {
        string[] labels = [.. chart.Rows.Select(row => ChartFont.Drawable(row.Label, LabelLength))];
        double[] positions = [.. Enumerable.Range(0, labels.Length).Select(i => -(double)i)];
        plot.Axes.Left.SetTicks(positions, labels);
        plot.Axes.Right.SetTicks(positions, [.. chart.Rows.Select(r => $"{Share(r.First)} → {Share(r.Second)}")]);
        plot.Axes.Left.TickLabelStyle.FontName = ChartFont.FamilyFor(labels);
        plot.Axes.Left.TickLabelStyle.ForeColor = theme.Ink;
        plot.Axes.Right.TickLabelStyle.FontName = ChartFont.Family;
        plot.Axes.Right.TickLabelStyle.FontSize = ChartTheme.TextSize;
        plot.Axes.Right.TickLabelStyle.ForeColor = theme.Muted;
    }

    private static void LabelScale(Plot plot, double greatest)
    {
        var step =
            greatest > 0.5 ? 0.25
            : greatest > 0.2 ? 0.1
            : greatest > 0.05 ? 0.05
            : 0.01;
        double[] ticks = [.. Enumerable.Range(0, 6).Select(i => i * step).Where(t => t <= greatest * 1.04)];
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(Share)]);
    }

    private static string Share(double share) => Numbers.Percent(Math.Round(share, 3));
}
