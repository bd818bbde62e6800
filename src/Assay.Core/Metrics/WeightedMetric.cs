namespace Assay.Core.Metrics;

/// <summary>
/// A metric made ready for one set of rows: sorted, ranked or counted once, then computed for any weights. A
/// bootstrap resample is such weights (how often each row was drawn), so that no resample is sorted again. The rows'
/// order is that of the scores; weights are not negative. NaN says undefined. Not safe for two threads at once.
/// </summary>
/// <param name="weights">n weights, one a row.</param>
public delegate double WeightedMetric(ReadOnlySpan<double> weights);
