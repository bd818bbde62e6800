using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using ScottPlot;

namespace Assay.Charts;

/// <summary>Rows by true and predicted class, shaded by the share of their true class.</summary>
internal static class ConfusionPlot
{
    private const int LabelLength = 16;
    private const int ClassesWithShares = 5;
    private const int ClassesWithoutEmptyCells = 8;
    private const int PlotWidth = 420;
    private const int LetterWidth = 7;

    public static ChartDrawing Draw(ConfusionChart chart, ChartTheme theme)
    {
        var plot = theme.Plot("predicted", "true");
        var count = chart.Classes.Length;
        for (var truth = 0; truth < count; truth++)
        {
            var total = chart.Challenger.AsSpan(truth * count, count).ToArray().Sum();
            for (var predicted = 0; predicted < count; predicted++)
            {
                DrawCell(plot, chart, truth, predicted, total, theme);
            }
        }

        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, count - 0.5, -count + 0.5, 0.5);
        Label(plot, chart, theme);
        return new ChartDrawing(plot, Height(count), []);
    }

    private static int Height(int classes) => classes <= 2 ? 330 : Math.Min(640, 240 + (classes * 34));

    private static void DrawCell(Plot plot, ConfusionChart chart, int truth, int predicted, int total, ChartTheme theme)
    {
        var cell = (truth * chart.Classes.Length) + predicted;
        var rows = chart.Challenger[cell];
        var share = total > 0 ? (double)rows / total : 0;
        var tile = plot.Add.Rectangle(predicted - 0.48, predicted + 0.48, -truth - 0.48, -truth + 0.48);
        var hue = truth == predicted ? theme.Challenger : theme.Bad;
        tile.FillColor = hue.MixedWith(theme.Panel, 1 - (0.85 * share));
        tile.LineWidth = 0;
        if (rows == 0 && chart.Classes.Length >= ClassesWithoutEmptyCells)
        {
            return;
        }

        var text = plot.Add.Text(Text(chart, cell, rows, share), predicted, -truth);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontName = ChartFont.Family;
        text.LabelFontSize = chart.Classes.Length > ClassesWithShares ? 10 : ChartTheme.TextSize;
        text.LabelFontColor = Legible(tile.FillColor, theme);
    }

    private static string Text(ConfusionChart chart, int cell, int rows, double share)
    {
        if (chart.Classes.Length > ClassesWithShares)
        {
            return Numbers.Count(rows);
        }

        var change =
            chart.Champion.IsEmpty || chart.Classes.Length > 2
                ? ""
                : $"\n{Numbers.WithSign(rows - chart.Champion[cell], 0)} to the champion";
        return $"{Numbers.Count(rows)} · {Numbers.Percent(Math.Round(share, 2))}{change}";
    }

    private static Color Legible(Color ground, ChartTheme theme)
    {
        var (onInk, onGround) = (Contrast(ground, theme.Ink), Contrast(ground, theme.Ground));
        return onInk >= onGround ? theme.Ink : theme.Ground;
    }

    private static double Contrast(Color a, Color b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    // Relative luminance, WCAG 2.2.
    private static double Luminance(Color color) =>
        (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    // Where names would run into each other below the columns, numbers stand for them.
    private static void Label(Plot plot, ConfusionChart chart, ChartTheme theme)
    {
        string[] names = [.. chart.Classes.Select(name => ChartFont.Drawable(name, LabelLength))];
        double[] places = [.. Enumerable.Range(0, names.Length).Select(i => (double)i)];
        string[] numbers = [.. places.Select(i => Numbers.Count((int)i + 1))];
        var fit = names.Max(name => name.Length) * LetterWidth < PlotWidth / names.Length;
        plot.Axes.Bottom.SetTicks(places, fit ? names : numbers);
        plot.Axes.Left.SetTicks(
            [.. places.Select(i => -i)],
            fit ? names : [.. names.Zip(numbers, (n, i) => $"{n}  {i}")]
        );
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickLabelStyle.FontName = ChartFont.FamilyFor(names);
            axis.TickLabelStyle.ForeColor = theme.Ink;
            axis.FrameLineStyle.Width = 0;
        }
    }
}
