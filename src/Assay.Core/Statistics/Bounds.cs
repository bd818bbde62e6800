namespace Assay.Core.Statistics;

/// <summary>Both ends of an interval.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct Bounds(double Lower, double Upper);
