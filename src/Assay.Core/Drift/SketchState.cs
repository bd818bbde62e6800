namespace Assay.Core.Drift;

/// <summary>All that a sketch remembers.</summary>
/// <param name="Seed">Where its choices started.</param>
/// <param name="Compactions">How many choices it made.</param>
/// <param name="Values">Distinct values, ascending, while it is exact.</param>
/// <param name="Counts">The rows of each.</param>
/// <param name="Levels">Values that stand for 1, 2, 4, … rows, once it is not.</param>
internal sealed record SketchState(ulong Seed, ulong Compactions, double[] Values, long[] Counts, double[][]? Levels);
