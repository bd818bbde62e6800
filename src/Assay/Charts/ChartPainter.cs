using System.Text;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using ScottPlot;
using SkiaSharp;

namespace Assay.Charts;

/// <summary>Draws a chart in a palette, as PNG and as SVG, the same picture in both; the same chart gives the same bytes.</summary>
internal static class ChartPainter
{
    private const int Width = 540;
    private const int PngScale = 3;
    private const int Edge = 16;
    private const int TitleSize = 15;
    private const int TitleBaseline = 28;
    private const int LegendTop = 50;
    private const int Overlap = 2;
    private const int TitleLength = 60;
    private const int SentenceLength = 90;
    private const int BlankHeight = 120;

    /// <summary>Draws <paramref name="chart"/> in both palettes.</summary>
    public static IEnumerable<ChartPicture> Paint(Chart chart) =>
        ReportPalette.All.Select(palette => Paint(chart, palette));

    /// <summary>Draws <paramref name="chart"/> in <paramref name="palette"/>.</summary>
    public static ChartPicture Paint(Chart chart, ReportPalette palette)
    {
        var theme = new ChartTheme(palette);
        var drawing = Draw(chart, theme);
        var height = drawing?.Height ?? BlankHeight;
        return new ChartPicture($"{chart.Name}-{palette.Name}", Png(), SvgDocument.Finish(Svg(), chart, Width, height));

        byte[] Png()
        {
            using var surface = SKSurface.Create(new SKImageInfo(Width * PngScale, height * PngScale));
            surface.Canvas.Scale(PngScale);
            Paint(surface.Canvas, chart, drawing, theme, height);
            using var image = surface.Snapshot();
            using var data = image.Encode(SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }

        string Svg()
        {
            using var stream = new MemoryStream();
            using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, height), stream))
            {
                Paint(canvas, chart, drawing, theme, height);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    private static ChartDrawing? Draw(Chart chart, ChartTheme theme) =>
        chart switch
        {
            CurveChart curves => CurvePlot.Draw(curves, theme),
            ForestChart forest => ForestPlot.Draw(forest, theme),
            ConfusionChart confusion => ConfusionPlot.Draw(confusion, theme),
            HistogramChart histogram => HistogramPlot.Draw(histogram, theme),
            PairedBarsChart bars => PairedBarsPlot.Draw(bars, theme),
            ScatterChart scatter => ScatterPlot.Draw(scatter, theme),
            _ => null,
        };

    private static void Paint(SKCanvas canvas, Chart chart, ChartDrawing? drawing, ChartTheme theme, int height)
    {
        var legend = new ChartLegend(drawing?.Legend ?? [], Edge, LegendTop, Width - Edge);

        // First, since a plot clears the canvas that it is given.
        drawing?.Plot.Render(canvas, new PixelRect(0, Width, height, legend.Bottom));
        var pen = new ChartPen(canvas);
        pen.Fill(0, Width, 0, drawing is null ? height : legend.Bottom + Overlap, theme.Ground);
        pen.Text(ChartFont.Drawable(chart.Title, TitleLength), Edge, TitleBaseline, TitleSize, theme.Ink, bold: true);
        legend.Draw(pen, theme.Muted);
        if (drawing is null)
        {
            var sentence = ChartFont.Drawable(chart.Description, SentenceLength);
            pen.Text(sentence, Edge, LegendTop + ChartLegend.LineHeight, ChartTheme.TextSize, theme.Muted);
        }
    }
}
