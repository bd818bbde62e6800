using System.Collections.Immutable;
using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>Pearson's test of whether two rows of counts come from one distribution over the same columns (Pearson 1900).</summary>
public sealed record ContingencyTest
{
    private readonly ImmutableArray<(double Observed, double Expected)> _cells;
    private readonly double _rows;

    private ContingencyTest(ImmutableArray<(double Observed, double Expected)> cells, double rows) =>
        (_cells, _rows) = (cells, rows);

    /// <summary>χ² = Σ (O − E)² / E; undefined (NaN) with one column, as is all that follows from it.</summary>
    public double ChiSquare =>
        Freedom > 0 ? _cells.Sum(c => Math.Pow(c.Observed - c.Expected, 2) / c.Expected) : double.NaN;

    /// <summary>χ² with each |O − E| less ½, or less itself where it is smaller (Yates 1934); for two columns.</summary>
    public double YatesChiSquare =>
        _cells.Sum(c =>
        {
            var apart = Math.Abs(c.Observed - c.Expected);
            return Math.Pow(apart - Math.Min(0.5, apart), 2) / c.Expected;
        });

    /// <summary>G = 2 Σ O ln(O / E), the log-likelihood ratio.</summary>
    public double G => 2 * _cells.Sum(c => c.Observed > 0 ? c.Observed * Math.Log(c.Observed / c.Expected) : 0);

    /// <summary>Degrees of freedom: columns that hold something, less 1.</summary>
    public int Freedom => (_cells.Length / 2) - 1;

    /// <summary>The least expected count; below 5 the p-value is rough.</summary>
    public double LeastExpected => _cells.Min(c => c.Expected);

    /// <summary>The p-value of <see cref="ChiSquare"/>.</summary>
    public double P => Tail(ChiSquare, Freedom);

    /// <summary>The p-value of <see cref="YatesChiSquare"/>.</summary>
    public double YatesP => Tail(YatesChiSquare, Freedom);

    /// <summary>The p-value of <see cref="G"/>.</summary>
    public double GP => Tail(G, Freedom);

    /// <summary>Cramér's V of a table of two rows, √(χ² / n): 0 for equal shares, 1 for nothing in common.</summary>
    public double CramersV => Math.Sqrt(ChiSquare / _rows);

    /// <summary>Cramér's V without its bias (Bergsma 2013).</summary>
    public double CramersVUnbiased
    {
        get
        {
            var columns = _cells.Length / 2.0;
            var phi = Math.Max(0, (ChiSquare / _rows) - (Freedom / (_rows - 1)));
            var side = Math.Min(columns - (Math.Pow(columns - 1, 2) / (_rows - 1)), 2 - (1 / (_rows - 1)));
            return Math.Sqrt(phi / (side - 1));
        }
    }

    /// <summary>Compares counts; columns that are 0 in both are left out. Null when a row is empty.</summary>
    /// <param name="reference">k counts.</param>
    /// <param name="current">k counts.</param>
    public static ContingencyTest? Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double first = 0;
        double second = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            first += reference[i];
            second += current[i];
        }

        var cells = ImmutableArray.CreateBuilder<(double, double)>(2 * reference.Length);
        for (var i = 0; i < reference.Length; i++)
        {
            var column = reference[i] + current[i];
            if (column > 0)
            {
                cells.Add((reference[i], column * (first / (first + second))));
                cells.Add((current[i], column * (second / (first + second))));
            }
        }

        return first == 0 || second == 0 ? null : new(cells.ToImmutable(), first + second);
    }

    /// <summary>The χ² of counts against the shares of others that are taken as known; NaN where those have a 0.</summary>
    /// <param name="reference">k counts, all above 0.</param>
    /// <param name="current">k counts.</param>
    public static double GoodnessOfFit(IReadOnlyCollection<double> reference, IReadOnlyCollection<double> current)
    {
        var scale = current.Sum() / reference.Sum();
        return reference.Any(r => r == 0)
            ? double.NaN
            : reference.Zip(current, (r, c) => Math.Pow(c - (r * scale), 2) / (r * scale)).Sum();
    }

    /// <summary>The chance of a χ² of at least <paramref name="chiSquare"/>.</summary>
    /// <param name="chiSquare">At least 0.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Tail(double chiSquare, int freedom) =>
        double.IsNaN(chiSquare) ? double.NaN
        : chiSquare <= 0 ? 1
        : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, chiSquare / 2);
}
