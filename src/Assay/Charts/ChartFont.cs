using Assay.Core.Reports;
using ScottPlot;
using SkiaSharp;

namespace Assay.Charts;

/// <summary>
/// The face of every chart, embedded because an image without fonts draws no text at all, and because the same face
/// everywhere gives the same picture everywhere. Letters it lacks come from the machine's fonts, where it has any.
/// </summary>
internal sealed class ChartFont : IFontResolver
{
    public const string Family = "Assay Sans";

    /// <summary>What a viewer of an SVG falls back to, by CSS.</summary>
    public const string CssFamilies =
        "'Assay Sans', Inter, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

    private const char Unknown = '?';
    private static readonly SKTypeface Regular = Load("AssaySans-Regular.otf");
    private static readonly SKTypeface SemiBold = Load("AssaySans-SemiBold.otf");

    static ChartFont() => Fonts.FontResolvers.Insert(0, new ChartFont());

    private ChartFont() { }

    public static SKTypeface Typeface(bool bold) => bold ? SemiBold : Regular;

    /// <summary>The family to draw all of <paramref name="texts"/> in.</summary>
    public static string FamilyFor(IEnumerable<string> texts)
    {
        var missing = texts.SelectMany(text => text.EnumerateRunes()).FirstOrDefault(rune => !Covers(rune.Value));
        return missing == default ? Family : SKFontManager.Default.MatchCharacter(missing.Value)?.FamilyName ?? Family;
    }

    /// <summary>Text from outside as charts draw it: visible, short, and without letters that no font here has.</summary>
    public static string Drawable(string text, int length)
    {
        var visible = VisibleText.Of(text, length);
        return string.Concat(visible.EnumerateRunes().Select(Drawable));
    }

    SKTypeface? IFontResolver.CreateTypeface(
        string fontName,
        FontWeight weight,
        FontSlant slant,
        FontSpacing spacing
    ) => fontName == Family ? Typeface(weight >= FontWeight.SemiBold) : null;

    SKTypeface? IFontResolver.CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Family ? Typeface(bold) : null;

    private static string Drawable(System.Text.Rune rune) =>
        Covers(rune.Value) || SKFontManager.Default.MatchCharacter(rune.Value) is not null
            ? rune.ToString()
            : Unknown.ToString();

    private static bool Covers(int codePoint) => Regular.ContainsGlyph(codePoint);

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(ChartFont).Assembly.GetManifestResourceStream($"Assay.Charts.Fonts.{file}");
        return SKTypeface.FromStream(stream);
    }
}
