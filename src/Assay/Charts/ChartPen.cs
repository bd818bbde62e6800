using ScottPlot;
using SkiaSharp;

namespace Assay.Charts;

/// <summary>Draws what stands around a plot: words and the marks of a legend.</summary>
internal sealed class ChartPen(SKCanvas canvas)
{
    public static float Measure(string text, float size)
    {
        using var font = Font(text, size, bold: false);
        return font.MeasureText(text);
    }

    public void Fill(float left, float right, float top, float bottom, Color color)
    {
        using var paint = Paint(color);
        canvas.DrawRect(left, top, right - left, bottom - top, paint);
    }

    public void Dot(float x, float y, float radius, Color color)
    {
        using var paint = Paint(color);
        canvas.DrawCircle(x, y, radius, paint);
    }

    /// <summary>Writes a line whose baseline is at <paramref name="y"/>.</summary>
    public void Text(string text, float x, float y, float size, Color color, bool bold = false)
    {
        using var font = Font(text, size, bold);
        using var paint = Paint(color);
        canvas.DrawText(text, x, y, SKTextAlign.Left, font, paint);
    }

    private static SKPaint Paint(Color color) => new() { Color = color.ToSKColor(), IsAntialias = true };

    private static SKFont Font(string text, float size, bool bold)
    {
        var family = ChartFont.FamilyFor([text]);
        var typeface = family == ChartFont.Family ? ChartFont.Typeface(bold) : SKTypeface.FromFamilyName(family);
        return new SKFont(typeface, size) { Subpixel = true };
    }
}
