namespace Assay.Core.Drift;

/// <summary>What is kept of a column of numbers.</summary>
public sealed class NumberProfile : ColumnProfile
{
    private readonly ulong _seed;
    private Moments _moments = Moments.None;

    /// <summary>A profile of no row.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="seed">Where the sketch's choices start.</param>
    public NumberProfile(string name, ulong seed)
        : base(name) => (_seed, Sketch) = (seed, new QuantileSketch(seed));

    internal NumberProfile(string name, long missing, long infinite, Moments moments, SketchState sketch)
        : base(name)
    {
        (_seed, _moments, Missing, Infinite) = (sketch.Seed, moments, missing, infinite);
        Sketch = new QuantileSketch(sketch);
    }

    /// <summary>Rows that hold a finite number.</summary>
    public override long Count => _moments.Count;

    /// <summary>Rows that hold ∞ or −∞, which are in no other figure.</summary>
    public long Infinite { get; private set; }

    /// <inheritdoc />
    public override long Rows => base.Rows + Infinite;

    /// <summary>The least finite number; null without one.</summary>
    public double? Min => Count > 0 ? _moments.Min : null;

    /// <summary>The greatest finite number; null without one.</summary>
    public double? Max => Count > 0 ? _moments.Max : null;

    /// <summary>The mean of the finite numbers; null without one.</summary>
    public double? Mean => Count > 0 ? _moments.Mean : null;

    /// <summary>The variance of the finite numbers (n − 1); null with fewer than two.</summary>
    public double? Variance => Count > 1 ? _moments.Squares / (Count - 1) : null;

    /// <summary>The distribution of the finite numbers.</summary>
    public QuantileSketch Sketch { get; }

    internal Moments Moments => _moments;

    /// <summary>Adds a row; allocates nothing once the sketch has grown.</summary>
    /// <param name="value">A number; NaN is a missing value.</param>
    public void Add(double value)
    {
        if (double.IsFinite(value))
        {
            _moments = _moments.With(value);
            Sketch.Add(value);
        }
        else if (double.IsNaN(value))
        {
            Missing++;
        }
        else
        {
            Infinite++;
        }
    }

    /// <summary>Adds rows.</summary>
    /// <param name="values">Numbers; NaN is a missing value.</param>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <inheritdoc />
    public override ColumnProfile ToEmpty() => new NumberProfile(Name, _seed);

    /// <inheritdoc />
    public override void Add(ColumnProfile other)
    {
        var numbers =
            other as NumberProfile ?? throw new ArgumentException($"{other.Name} holds no numbers", nameof(other));
        _moments = _moments.With(numbers._moments);
        Sketch.Add(numbers.Sketch);
        Missing += numbers.Missing;
        Infinite += numbers.Infinite;
    }
}
