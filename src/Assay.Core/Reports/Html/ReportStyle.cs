using System.Security.Cryptography;
using System.Text;

namespace Assay.Core.Reports.Html;

/// <summary>The style of the page: <c>report.css</c> with the palette's colours before it.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public static string Css { get; } = Colors + Sheet();

    /// <summary>The only style sheet that the page's content security policy lets in.</summary>
    public static string Hash { get; } =
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));

    /// <summary>The palette's colours as variables, light or dark as the reader's system is.</summary>
    public static string Colors =>
        $":root{{{Variables(ReportPalette.Light)}}}\n"
        + $"@media screen and (prefers-color-scheme: dark){{:root{{{Variables(ReportPalette.Dark)}}}}}\n";

    private static string Variables(ReportPalette palette) =>
        $"color-scheme:{palette.Name};--ground:{palette.Ground};--panel:{palette.Panel};--ink:{palette.Ink};"
        + $"--muted:{palette.Muted};--line:{palette.Line};--challenger:{palette.Challenger};"
        + $"--champion:{palette.Champion};--good:{palette.Good};--bad:{palette.Bad};--doubt:{palette.Doubt}";

    private static string Sheet()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream(
            "Assay.Core.Reports.Html.report.css"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
