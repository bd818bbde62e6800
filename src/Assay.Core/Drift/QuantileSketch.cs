using Assay.Core.Statistics;

namespace Assay.Core.Drift;

/// <summary>
/// The distribution of a number in bounded memory: exact counts while there are at most <see cref="Size"/> distinct values,
/// then the sketch of Karnin, Lang and Liberty (2016, "Optimal Quantile Approximation in Streams"), whose levels hold values
/// that stand for 1, 2, 4, … rows. Two of them merge. The same values in the same order with the same seed give the same sketch.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>Distinct values that are counted exactly, and k: the values that the highest level holds at most.</summary>
    public const int Size = 400;

    /// <summary>
    /// How far off the share of rows up to a value is at most where the sketch is not exact, with a probability of 99 % and
    /// over all values at once: measured from 1,000 to 1,000,000 rows.
    /// </summary>
    public const double RankError = 0.007;

    // At each quantile of its distribution the sketch's error stays below that of the Kolmogorov-Smirnov distance of so many rows.
    private const double RowsOfEqualError = 35_000;

    private const int LeastCapacity = 8;
    private const double Shrink = 2.0 / 3;

    private readonly ulong _seed;
    private ulong _compactions;
    private double[] _values = [];
    private long[] _counts = [];
    private int _distinct;
    private SketchLevel[]? _levels;
    private int[] _capacities = [];
    private int _capacity;
    private int _held;

    /// <summary>An empty one.</summary>
    /// <param name="seed">Where its choices start.</param>
    public QuantileSketch(ulong seed) => _seed = seed;

    internal QuantileSketch(SketchState state)
    {
        (_seed, _compactions) = (state.Seed, state.Compactions);
        if (state.Levels is { } levels)
        {
            _levels = [.. levels.Select(l => new SketchLevel(l))];
            _held = levels.Sum(l => l.Length);
            Count = levels.Select((l, level) => checked(l.LongLength * (1L << level))).Sum();
            TakeCapacities();
            Compress();
            return;
        }

        (_values, _counts, _distinct) = ([.. state.Values], [.. state.Counts], state.Values.Length);
        Count = _counts.Sum();
    }

    /// <summary>Rows that were added.</summary>
    public long Count { get; private set; }

    /// <summary>Whether nothing was approximated so far.</summary>
    public bool IsExact => _levels is null;

    /// <summary>
    /// The rows of a random sample that would tell as much: its own error adds to that of a sample of <see cref="Count"/> rows.
    /// </summary>
    public double EffectiveRows => IsExact ? Count : 1 / ((1.0 / Count) + (1 / RowsOfEqualError));

    /// <summary>Adds a row; allocates nothing once the sketch has grown.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">when it is not finite.</exception>
    public void Add(double value) => Add(value, 1);

    /// <summary>Adds rows that have the same value.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="rows">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">when the number is not finite, or there are no rows.</exception>
    public void Add(double value, long rows)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a sketch takes finite numbers");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        Count = checked(Count + rows);
        // −0 and 0 are one value.
        value += 0.0;
        if (_levels is null && !Tally(value, rows))
        {
            Spread();
        }

        if (_levels is not null)
        {
            Place(value, rows);
            Compress();
        }
    }

    /// <summary>Adds all rows of another one, which stays as it is.</summary>
    public void Add(QuantileSketch other)
    {
        for (var i = 0; i < other._distinct; i++)
        {
            Add(other._values[i], other._counts[i]);
        }

        if (other._levels is not { } levels)
        {
            return;
        }

        if (_levels is null)
        {
            Spread();
        }

        Count = checked(Count + other.Count);
        for (var level = 0; level < levels.Length; level++)
        {
            Grow(level + 1);
            _levels![level].Add(levels[level].Items);
            _held += levels[level].Items.Length;
        }

        Compress();
    }

    /// <summary>The values and the rows that each stands for.</summary>
    public WeightedSample ToSample()
    {
        if (_levels is not { } levels)
        {
            return WeightedSample.Of(_values.AsSpan(0, _distinct), [.. _counts.Take(_distinct).Select(c => (double)c)]);
        }

        var values = new double[_held];
        var weights = new double[_held];
        var at = 0;
        for (var level = 0; level < levels.Length; level++)
        {
            foreach (var item in levels[level].Items)
            {
                (values[at], weights[at++]) = (item, Math.ScaleB(1, level));
            }
        }

        return WeightedSample.Of(values, weights);
    }

    internal SketchState ToState() =>
        _levels is { } levels
            ? new SketchState(_seed, _compactions, [], [], [.. levels.Select(l => l.Items.ToArray())])
            : new SketchState(_seed, _compactions, _values[.._distinct], _counts[.._distinct], null);

    /// <summary>Counts a value exactly, or says that there are too many distinct ones.</summary>
    private bool Tally(double value, long rows)
    {
        var at = _values.AsSpan(0, _distinct).BinarySearch(value);
        if (at >= 0)
        {
            _counts[at] += rows;
            return true;
        }

        if (_distinct == Size)
        {
            return false;
        }

        if (_distinct == _values.Length)
        {
            var length = Math.Min(Size, Math.Max(LeastCapacity, 2 * _distinct));
            Array.Resize(ref _values, length);
            Array.Resize(ref _counts, length);
        }

        at = ~at;
        Array.Copy(_values, at, _values, at + 1, _distinct - at);
        Array.Copy(_counts, at, _counts, at + 1, _distinct - at);
        (_values[at], _counts[at]) = (value, rows);
        _distinct++;
        return true;
    }

    /// <summary>Goes from counts to levels.</summary>
    private void Spread()
    {
        _levels = [];
        for (var i = 0; i < _distinct; i++)
        {
            Place(_values[i], _counts[i]);
            Compress();
        }

        (_values, _counts, _distinct) = ([], [], 0);
    }

    /// <summary>Puts a value on the levels whose weights add up to its rows.</summary>
    private void Place(double value, long rows)
    {
        for (var level = 0; rows != 0; level++, rows >>= 1)
        {
            if ((rows & 1) != 0)
            {
                Grow(level + 1);
                _levels![level].Add(value);
                _held++;
            }
        }
    }

    private void Grow(int levels)
    {
        if (levels > _levels!.Length)
        {
            _levels = [.. _levels, .. Enumerable.Range(0, levels - _levels.Length).Select(_ => new SketchLevel([]))];
            TakeCapacities();
        }
    }

    private void TakeCapacities()
    {
        var top = _levels!.Length - 1;
        _capacities =
        [
            .. _levels.Select(
                (_, level) => Math.Max(LeastCapacity, (int)Math.Ceiling(Size * Math.Pow(Shrink, top - level)))
            ),
        ];
        _capacity = _capacities.Sum();
    }

    /// <summary>Halves the lowest level that is over its capacity until all fit.</summary>
    private void Compress()
    {
        while (_held >= _capacity)
        {
            var level = 0;
            while (_levels![level].Items.Length < _capacities[level])
            {
                level++;
            }

            Grow(level + 2);
            _held -= _levels[level].HalveInto(_levels[level + 1], NextBit());
        }
    }

    // SplitMix64 (Steele, Lea and Flood 2014) of the number of compactions, so that the state is one number.
    private int NextBit()
    {
        var z = unchecked(_seed + (++_compactions * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return (int)((z ^ (z >> 31)) & 1);
    }
}
