namespace Assay.Core.Statistics;

/// <summary>Ranks of values, equal ones sharing the mean of their ranks; sorted once, ranked for any weights.</summary>
internal sealed class Midranks
{
    private readonly int[] _rows;
    private readonly double[] _sorted;
    private readonly double[] _ranks;

    public Midranks(double[] values)
    {
        _rows = [.. Enumerable.Range(0, values.Length)];
        _sorted = [.. values];
        _ranks = new double[values.Length];
        Array.Sort(_sorted, _rows);
    }

    /// <summary>The ranks, from 1, of rows that occur as often as their weight says; overwritten by the next call.</summary>
    public double[] Of(ReadOnlySpan<double> weights)
    {
        double before = 0;
        for (var start = 0; start < _rows.Length; )
        {
            double tied = 0;
            var end = start;
            for (; end < _rows.Length && _sorted[end] == _sorted[start]; end++)
            {
                tied += weights[_rows[end]];
            }

            for (var i = start; i < end; i++)
            {
                _ranks[_rows[i]] = before + ((tied + 1) / 2);
            }

            before += tied;
            start = end;
        }

        return _ranks;
    }
}
