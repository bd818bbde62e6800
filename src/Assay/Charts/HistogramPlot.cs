using Assay.Core.Reports.Charts;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Assay.Charts;

/// <summary>Distributions as outlined steps, filled where they do not hide each other.</summary>
internal static class HistogramPlot
{
    private const int Height = 360;

    public static ChartDrawing Draw(HistogramChart chart, ChartTheme theme)
    {
        var plot = theme.Plot(chart.X, "share of rows");
        foreach (var series in chart.Series)
        {
            DrawSeries(plot, series, theme.Of(series.Tone));
        }

        plot.Axes.Margins(0.01, 0.05);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, chart.Series.SelectMany(s => s.Bins).Max(bin => bin.Amount) * 1.08);
        plot.Grid.XAxisStyle.IsVisible = false;
        if (!chart.ShowScale)
        {
            plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        }

        return new ChartDrawing(
            plot,
            Height,
            [.. chart.Series.Select(s => new LegendEntry(s.Label, theme.Of(s.Tone), LegendMark.Area))]
        );
    }

    private static void DrawSeries(Plot plot, HistogramSeries series, Color color)
    {
        List<Coordinates> outline = [new(series.Bins[0].From, 0)];
        foreach (var bin in series.Bins)
        {
            outline.Add(new Coordinates(bin.From, bin.Amount));
            outline.Add(new Coordinates(bin.To, bin.Amount));
        }

        outline.Add(new Coordinates(series.Bins[^1].To, 0));
        var area = plot.Add.Polygon([.. outline]);
        area.FillColor = color.WithAlpha(0.22);
        area.LineColor = color;
        area.LineWidth = 1.75f;
        area.MarkerSize = 0;
    }
}
