using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Assay.Charts;

/// <summary>Differences with their intervals around a line of no difference.</summary>
internal static class ForestPlot
{
    private const int RowHeight = 32;
    private const int AroundRows = 116;
    private const int LabelLength = 30;
    private const float LineWidth = 2;

    public static ChartDrawing Draw(ForestChart chart, ChartTheme theme)
    {
        var plot = theme.Plot(chart.Axis ?? "← worse   better →", "");
        var shared = chart.Axis is null ? (double?)null : chart.Rows.Max(Extent);
        for (var i = 0; i < chart.Rows.Length; i++)
        {
            DrawRow(plot, chart.Rows[i], -i, shared ?? Extent(chart.Rows[i]), theme);
        }

        var (bottom, top) = (0.4 - chart.Rows.Length, 0.6);
        plot.Axes.SetLimits(-1.08, 1.08, bottom, top);
        plot.Axes.SetLimitsY(bottom, top, plot.Axes.Right);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Grid.XAxisStyle.IsVisible = shared is not null;
        LabelRows(plot, chart, theme);
        LabelScale(plot, shared);
        return new ChartDrawing(
            plot,
            AroundRows + (RowHeight * chart.Rows.Length),
            chart.Margin is null ? [] : [new LegendEntry(chart.Margin, theme.Bad, LegendMark.Line)]
        );
    }

    private static double Extent(ForestRow row)
    {
        var reach = row.Marks.AddRange(row.Value, row.Lower, row.Upper).Max(Math.Abs);
        return reach > 0 ? reach * 1.05 : 1;
    }

    private static void DrawRow(Plot plot, ForestRow row, double y, double scale, ChartTheme theme)
    {
        DrawVertical(plot, 0, y, half: 0.5, theme.Muted);
        foreach (var mark in row.Marks)
        {
            DrawVertical(plot, mark / scale, y, half: 0.34, theme.Bad);
        }

        var color = row.Decides ? theme.Challenger : theme.Ink;
        var line = plot.Add.Line(row.Lower / scale, y, row.Upper / scale, y);
        line.LineColor = color;
        line.LineWidth = row.Decides ? LineWidth * 1.5f : LineWidth;
        line.MarkerSize = 0;
        var dot = plot.Add.Marker(row.Value / scale, y, MarkerShape.FilledCircle, row.Decides ? 11 : 8, color);
        dot.MarkerLineWidth = 0;
    }

    private static void DrawVertical(Plot plot, double x, double y, double half, Color color)
    {
        var line = plot.Add.Line(x, y - half, x, y + half);
        line.LineColor = color;
        line.LineWidth = 1.25f;
        line.MarkerSize = 0;
    }

    private static void LabelRows(Plot plot, ForestChart chart, ChartTheme theme)
    {
        string[] labels = [.. chart.Rows.Select(row => ChartFont.Drawable(row.Label, LabelLength))];
        double[] positions = [.. Enumerable.Range(0, labels.Length).Select(i => -(double)i)];
        plot.Axes.Left.SetTicks(positions, labels);
        plot.Axes.Right.SetTicks(positions, [.. chart.Rows.Select(row => row.Text)]);
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.TickLabelStyle.FontName = ChartFont.FamilyFor(labels);
        plot.Axes.Left.TickLabelStyle.ForeColor = theme.Ink;
        plot.Axes.Right.TickLabelStyle.FontName = ChartFont.Family;
        plot.Axes.Right.TickLabelStyle.FontSize = ChartTheme.TextSize;
        plot.Axes.Right.TickLabelStyle.ForeColor = theme.Muted;
    }

    private static void LabelScale(Plot plot, double? shared)
    {
        if (shared is not { } scale)
        {
            plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
            return;
        }

        var step = Step(scale);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step)));
        double[] ticks = [.. Enumerable.Range(-4, 9).Select(i => i * step).Where(tick => Math.Abs(tick) <= scale)];
        plot.Axes.Bottom.SetTicks(
            [.. ticks.Select(tick => tick / scale)],
            [.. ticks.Select(tick => Numbers.WithSign(tick, decimals))]
        );
    }

    // The greatest 1, 2 or 5 times a power of ten that fits on either side.
    private static double Step(double scale)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(scale)));
        return (scale / power) switch
        {
            >= 5 => 5 * power,
            >= 2 => 2 * power,
            _ => power,
        };
    }
}
