using System.Collections.Immutable;
using ScottPlot;

namespace Assay.Charts;

/// <summary>What one colour of a chart means.</summary>
/// <param name="Label">In words.</param>
/// <param name="Color">The colour.</param>
/// <param name="Mark">How the chart draws it.</param>
internal sealed record LegendEntry(string Label, Color Color, LegendMark Mark);

/// <summary>How a legend shows a colour.</summary>
internal enum LegendMark
{
    Line,
    Dashes,
    Dots,
    Area,
}

/// <summary>A legend above a plot: entries side by side, on more lines when they need them.</summary>
internal sealed class ChartLegend
{
    public const float LineHeight = 18;

    private const float Descent = 5;
    private const int LabelLength = 60;
    private const float MarkWidth = 18;
    private const float Gap = 6;
    private const float Between = 20;
    private readonly List<(LegendEntry Entry, float X, float Y)> _places = [];

    public ChartLegend(ImmutableArray<LegendEntry> entries, float left, float top, float right)
    {
        var (x, y) = (left, top);
        foreach (var given in entries)
        {
            var entry = given with { Label = ChartFont.Drawable(given.Label, LabelLength) };
            var width = MarkWidth + Gap + ChartPen.Measure(entry.Label, ChartTheme.TextSize);
            if (x > left && x + width > right)
            {
                (x, y) = (left, y + LineHeight);
            }

            _places.Add((entry, x, y));
            x += width + Between;
        }

        Bottom = (entries.IsEmpty ? top - LineHeight : y) + Descent;
    }

    /// <summary>Where the plot may begin.</summary>
    public float Bottom { get; }

    public void Draw(ChartPen pen, Color ink)
    {
        foreach (var (entry, x, y) in _places)
        {
            DrawMark(pen, entry, x, y - 4);
            pen.Text(entry.Label, x + MarkWidth + Gap, y, ChartTheme.TextSize, ink);
        }
    }

    private static void DrawMark(ChartPen pen, LegendEntry entry, float x, float y)
    {
        switch (entry.Mark)
        {
            case LegendMark.Area:
                pen.Fill(x + 2, x + MarkWidth - 2, y - 5, y + 5, entry.Color);
                break;
            case LegendMark.Dots:
                pen.Dot(x + (MarkWidth / 2), y, 4, entry.Color);
                break;
            case LegendMark.Dashes:
                pen.Fill(x, x + 7, y - 0.75f, y + 0.75f, entry.Color);
                pen.Fill(x + 11, x + MarkWidth, y - 0.75f, y + 0.75f, entry.Color);
                break;
            default:
                pen.Fill(x, x + MarkWidth, y - 1.25f, y + 1.25f, entry.Color);
                break;
        }
    }
}
