using MathNet.Numerics;

namespace Assay.Core.Statistics;

/// <summary>
/// The distribution of the two-sided Kolmogorov-Smirnov statistic of one sample of n rows, by the methods that Simard and
/// L'Ecuyer (2011, "Computing the Two-Sided Kolmogorov-Smirnov Distribution") choose from.
/// </summary>
public static class KolmogorovDistribution
{
    private const int FewRows = 140;
    private const int SomeRows = 2_000;
    private const int ManyRows = 20_000;

    /// <summary>The chance of a statistic of at least <paramref name="d"/>.</summary>
    /// <param name="rows">n, at least 1.</param>
    /// <param name="d">0 to 1.</param>
    public static double Survival(long rows, double d)
    {
        var distance = rows * d;
        if (d >= 1 || distance <= 0.5)
        {
            return d >= 1 ? 0 : 1;
        }

        if (distance <= 1)
        {
            return 1 - Math.Exp(LogFactorialOverPower(rows) + (rows * Math.Log((2 * distance) - 1)));
        }

        if (distance >= rows - 1)
        {
            return 2 * Math.Pow(1 - d, rows);
        }

        var p =
            d >= 0.5 || distance * d > TailFrom(rows) ? 2 * OneSided(rows, d)
            : IsExact(rows, d) ? 1 - DurbinMatrix.Of((int)rows, d)
            : 1 - PelzGood.Of(rows, d);
        return Math.Clamp(p, 0, 1);
    }

    /// <summary>The limit for n without end, at √n · D (Kolmogorov 1933).</summary>
    /// <param name="z">√n · D, at least 0.</param>
    public static double SurvivalOfLimit(double z)
    {
        double sum = 0;
        if (z < 1)
        {
            // The same series after Jacobi's transformation, which converges where the usual one does not.
            for (var k = 1; k <= 20 && z > 0; k++)
            {
                sum += Math.Exp(-Math.Pow(((2 * k) - 1) * Math.PI / z, 2) / 8);
            }

            return 1 - (z > 0 ? Math.Sqrt(2 * Math.PI) / z * sum : 0);
        }

        for (var k = 1; k <= 20; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * z * z);
        }

        return sum;
    }

    // n · d² from which both sides are as good as never reached at once.
    private static double TailFrom(long rows) =>
        rows <= FewRows ? 4
        : rows <= ManyRows ? 2.2
        : 18;

    private static bool IsExact(long rows, double d) =>
        rows <= FewRows || (rows <= SomeRows && rows * Math.Pow(d, 1.5) <= 1.4);

    /// <summary>
    /// The chance of a one-sided statistic of at least <paramref name="d"/> (Smirnov 1944), exact up to 20,000 rows and beyond
    /// by Maag and Dicaire (1971).
    /// </summary>
    private static double OneSided(long rows, double d)
    {
        if (rows > ManyRows)
        {
            return Math.Exp(-Math.Pow((6 * rows * d) + 1, 2) / (18 * rows));
        }

        double sum = 0;
        var all = SpecialFunctions.FactorialLn((int)rows);
        for (var j = 0; j <= rows * (1 - d) && j < rows; j++)
        {
            var (below, above) = (d + ((double)j / rows), 1 - d - ((double)j / rows));
            if (above <= 0)
            {
                continue;
            }

            var ways = all - SpecialFunctions.FactorialLn(j) - SpecialFunctions.FactorialLn((int)rows - j);
            sum += Math.Exp(ways + ((rows - j) * Math.Log(above)) + ((j - 1) * Math.Log(below)));
        }

        return Math.Min(1, sum * d);
    }

    // ln(n! / nⁿ), beyond what is tabulated by Stirling's series.
    private static double LogFactorialOverPower(long n) =>
        n <= FewRows
            ? SpecialFunctions.FactorialLn((int)n) - (n * Math.Log(n))
            : (Math.Log(2 * Math.PI * n) / 2) - n + (1 / (12.0 * n)) - (1 / (360 * Math.Pow(n, 3)));
}
