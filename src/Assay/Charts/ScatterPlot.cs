using Assay.Core.Reports.Charts;
using ScottPlot;

namespace Assay.Charts;

/// <summary>Predicted against true values, around the line where both are equal.</summary>
internal static class ScatterPlot
{
    private const int Height = 430;

    public static ChartDrawing Draw(ScatterChart chart, ChartTheme theme)
    {
        var plot = theme.Plot(chart.X, chart.Y);
        foreach (var cloud in chart.Clouds)
        {
            var dots = plot.Add.ScatterPoints(
                cloud.Points.Select(p => p.X).ToArray(),
                cloud.Points.Select(p => p.Y).ToArray(),
                theme.Of(cloud.Side).WithAlpha(0.55)
            );
            dots.MarkerSize = 4.5f;
            dots.MarkerLineWidth = 0;
        }

        var points = chart.Clouds.SelectMany(cloud => cloud.Points).ToList();
        var (least, greatest) = (points.Min(p => Math.Min(p.X, p.Y)), points.Max(p => Math.Max(p.X, p.Y)));
        var line = plot.Add.Line(least, least, greatest, greatest);
        line.LineColor = theme.Muted;
        line.LinePattern = LinePattern.Dashed;
        line.MarkerSize = 0;
        var edge = greatest > least ? (greatest - least) * 0.04 : 1;
        plot.Axes.SetLimits(least - edge, greatest + edge, least - edge, greatest + edge);
        return new ChartDrawing(
            plot,
            Height,
            [
                .. chart.Clouds.Reverse().Select(c => new LegendEntry(c.Label, theme.Of(c.Side), LegendMark.Dots)),
                new LegendEntry("predicted = true", theme.Muted, LegendMark.Dashes),
            ]
        );
    }
}
