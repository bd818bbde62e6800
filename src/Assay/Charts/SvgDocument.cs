using System.Globalization;
using System.Xml.Linq;
using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using SkiaSharp;

namespace Assay.Charts;

/// <summary>
/// What Skia writes, made fit to be shown: it scales, says what it is, and its text keeps its length in the viewer's font,
/// where Skia would place every letter by the width it has here.
/// </summary>
internal static class SvgDocument
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Finish(string skia, Chart chart, int width, int height)
    {
        var root = XElement.Parse(skia);
        root.SetAttributeValue("viewBox", $"0 0 {width} {height}");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("font-family", ChartFont.CssFamilies);
        root.AddFirst(
            new XElement(Svg + "title", VisibleText.Of(chart.Title)),
            new XElement(Svg + "desc", VisibleText.Of(chart.Description))
        );
        NumberClips(root);
        foreach (var text in root.Descendants(Svg + "text").ToList())
        {
            FinishText(text);
        }

        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    // Skia counts clips over the whole process: the same chart would differ from one drawing to the next.
    private static void NumberClips(XElement root)
    {
        var clips = root.Descendants(Svg + "clipPath").ToList();
        var numbers = clips.Select((clip, i) => (Id: (string)clip.Attribute("id")!, Number: $"clip{i + 1}")).ToList();
        var names = numbers.ToDictionary(n => $"url(#{n.Id})", n => $"url(#{n.Number})", StringComparer.Ordinal);
        foreach (var (clip, (_, number)) in clips.Zip(numbers))
        {
            clip.SetAttributeValue("id", number);
        }

        foreach (var use in root.Descendants().Attributes("clip-path"))
        {
            use.Value = names[use.Value];
        }
    }

    private static void FinishText(XElement text)
    {
        text.Value = text.Value.Trim();
        var bold = (string?)text.Attribute("font-weight") is not null;
        var size = (float)text.Attribute("font-size")!;
        using var font = new SKFont(ChartFont.Typeface(bold), size);
        text.SetAttributeValue("x", First(text.Attribute("x")));
        text.SetAttributeValue("y", First(text.Attribute("y")));
        text.SetAttributeValue("textLength", Number(font.MeasureText(text.Value)));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        if ((string?)text.Attribute("font-family") == ChartFont.Family)
        {
            text.SetAttributeValue("font-family", null);
        }
    }

    private static string? First(XAttribute? list) => list?.Value.Split(',')[0].Trim();

    private static string Number(float value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
