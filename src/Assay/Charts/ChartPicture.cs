namespace Assay.Charts;

/// <summary>A chart drawn in one palette.</summary>
/// <param name="Name">File name without extension: <c>roc-light</c>.</param>
/// <param name="Png">About 1,600 pixels wide.</param>
/// <param name="Svg">A document that stands alone.</param>
internal sealed record ChartPicture(string Name, byte[] Png, string Svg);
