namespace Assay.Core.Statistics;

/// <summary>
/// Bootstrap resamples as weights: n rows drawn with replacement from n, and how often each was drawn. The same seed
/// gives the same resamples, one stream of <see cref="Pcg32"/> each.
/// </summary>
/// <param name="rows">n, at least 1.</param>
/// <param name="seed">Seed of all draws.</param>
public sealed class Resampling(int rows, ulong seed)
{
    private readonly double[] _weights = new double[rows];

    /// <summary>n weights of one resample; overwritten by the next call.</summary>
    /// <param name="index">Which resample.</param>
    public ReadOnlySpan<double> Draw(int index)
    {
        var generator = new Pcg32(seed, (ulong)index);
        Array.Clear(_weights);
        for (var i = 0; i < rows; i++)
        {
            _weights[generator.Below(rows)]++;
        }

        return _weights;
    }
}
