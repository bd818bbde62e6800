namespace Assay.Bench.Startup;

/// <summary>Something in the image and its size in units of 10⁶ bytes.</summary>
internal sealed record Share(string Content, double Megabytes);
