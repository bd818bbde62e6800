namespace Assay.Core.Drift;

/// <summary>One level of a sketch: values that stand for equally many rows.</summary>
/// <param name="items">What it holds at first.</param>
internal sealed class SketchLevel(double[] items)
{
    private double[] _items = [.. items];
    private int _count = items.Length;

    public ReadOnlySpan<double> Items => _items.AsSpan(0, _count);

    public void Add(double value)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, 2 * _count));
        }

        _items[_count++] = value;
    }

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <summary>Sorts, and moves every other value to the level above, which weighs twice as much; an odd one stays.</summary>
    /// <param name="above">The next level.</param>
    /// <param name="offset">0 for the first of each pair, 1 for the second.</param>
    /// <returns>How many values fewer there are.</returns>
    public int HalveInto(SketchLevel above, int offset)
    {
        Array.Sort(_items, 0, _count);
        var odd = _count % 2;
        for (var i = odd + offset; i < _count; i += 2)
        {
            above.Add(_items[i]);
        }

        var gone = _count / 2;
        _count = odd;
        return gone;
    }
}
