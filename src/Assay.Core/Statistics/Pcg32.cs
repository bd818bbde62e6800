namespace Assay.Core.Statistics;

/// <summary>
/// The PCG32 generator (XSH-RR, 64 bits of state; M. E. O'Neill, "PCG: A family of simple fast space-efficient
/// statistically good algorithms for random number generation", 2014): the same numbers on every machine for the same
/// seed and stream.
/// </summary>
public sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Where it starts.</param>
    /// <param name="stream">Which of 2⁶³ sequences it is.</param>
    public Pcg32(ulong seed, ulong stream = 54)
    {
        _increment = (stream << 1) | 1;
        _state = unchecked(((seed + _increment) * Multiplier) + _increment);
    }

    /// <summary>32 uniform bits.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A uniform number from 0 to <paramref name="bound"/> − 1, without bias (Lemire 2019).</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound)
    {
        var product = (ulong)Next() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            var threshold = unchecked((uint)-bound) % (uint)bound;
            while ((uint)product < threshold)
            {
                product = (ulong)Next() * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A uniform number from 0, inclusive, to 1, exclusive.</summary>
    public double NextDouble() => Next() * (1.0 / 4294967296.0);
}
