namespace Assay.Core.Drift;

/// <summary>
/// Count, mean, sum of squared deviations, least and greatest of some numbers, value by value (Welford 1962), two of them
/// together as Chan, Golub and LeVeque (1983).
/// </summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Mean">Their mean; 0 without any.</param>
/// <param name="Squares">The sum of (x − mean)².</param>
/// <param name="Min">The least; ∞ without any.</param>
/// <param name="Max">The greatest; −∞ without any.</param>
public readonly record struct Moments(long Count, double Mean, double Squares, double Min, double Max)
{
    /// <summary>Of no number.</summary>
    public static Moments None { get; } = new(0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>With one number more.</summary>
    public Moments With(double value)
    {
        var count = Count + 1;
        var delta = value - Mean;
        var mean = Mean + (delta / count);
        return new(count, mean, Squares + (delta * (value - mean)), Math.Min(Min, value), Math.Max(Max, value));
    }

    /// <summary>Of both together.</summary>
    public Moments With(Moments other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var count = Count + other.Count;
        var delta = other.Mean - Mean;
        return new(
            count,
            Mean + (delta * other.Count / count),
            Squares + other.Squares + (delta * delta * ((double)Count * other.Count / count)),
            Math.Min(Min, other.Min),
            Math.Max(Max, other.Max)
        );
    }
}
