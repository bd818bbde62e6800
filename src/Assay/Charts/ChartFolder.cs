using Assay.Core.Reports.Charts;

namespace Assay.Charts;

/// <summary>Charts as files: <c>roc-light.png</c>, <c>roc-light.svg</c>, <c>roc-dark.png</c>, <c>roc-dark.svg</c>.</summary>
internal static class ChartFolder
{
    /// <summary>
    /// Draws every chart into <paramref name="folder"/>, which is made when it is not there, and answers the pictures by name.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, ChartPicture>> WriteAsync(
        string folder,
        IEnumerable<Chart> charts,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(folder);
        var pictures = charts.SelectMany(ChartPainter.Paint).ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var picture in pictures.Values)
        {
            var path = Path.Combine(folder, picture.Name);
            await File.WriteAllBytesAsync(path + ".png", picture.Png, cancellation);
            await File.WriteAllTextAsync(path + ".svg", picture.Svg, cancellation);
        }

        return pictures;
    }
}
