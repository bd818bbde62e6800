namespace Assay.Core.Statistics;

/// <summary>
/// p-values of a family of tests, adjusted for their number. A NaN is an undefined p-value: it is left out of the
/// family and stays undefined. A hypothesis is rejected when its adjusted value is at most α.
/// </summary>
public static class MultipleTesting
{
    /// <summary>Bonferroni: p · m.</summary>
    public static double[] Bonferroni(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, p => [.. p.Select(x => Math.Min(1, x * p.Length))]);

    /// <summary>Šidák (1967): 1 − (1 − p)^m.</summary>
    public static double[] Sidak(ReadOnlySpan<double> pValues) =>
        Adjust(
            pValues,
            p =>
                p.Length == 1
                    ? p
                    : [.. p.Select(x => x == 1 ? 1 : -Precise.ExpMinusOne(p.Length * Precise.LogOnePlus(-x)))]
        );

    /// <summary>Holm (1979): step down from the smallest, (m − i) · p.</summary>
    public static double[] Holm(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, p => StepDown(p, (x, i) => x * (p.Length - i)));

    /// <summary>Hochberg (1988): step up from the largest, (m − i) · p.</summary>
    public static double[] Hochberg(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, p => StepUp(p, (x, i) => x * (p.Length - i)));

    /// <summary>Benjamini and Hochberg (1995): step up, p · m / (i + 1); controls the share of false discoveries.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, p => StepUp(p, (x, i) => x * p.Length / (i + 1)));

    /// <summary>Benjamini and Yekutieli (2001): the same under any dependence, times 1 + 1/2 + … + 1/m.</summary>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues) =>
        Adjust(
            pValues,
            p =>
            {
                var harmonic = Enumerable.Range(1, p.Length).Sum(i => 1.0 / i);
                return StepUp(p, (x, i) => x * p.Length * harmonic / (i + 1));
            }
        );

    /// <summary>Hommel (1988), by the algorithm of Wright (1992).</summary>
    public static double[] Hommel(ReadOnlySpan<double> pValues) => Adjust(pValues, HommelOfSorted);

    private static double[] HommelOfSorted(double[] p)
    {
        double[] adjusted = [.. p];
        for (var m = p.Length; m > 1; m--)
        {
            var least = Enumerable.Range(1, m).Min(i => m * p[p.Length - m + i - 1] / i);
            for (var i = p.Length - m; i < p.Length; i++)
            {
                adjusted[i] = Math.Max(adjusted[i], least);
            }

            for (var i = 0; i < p.Length - m; i++)
            {
                adjusted[i] = Math.Max(adjusted[i], Math.Min(least, m * p[i]));
            }
        }

        return adjusted;
    }

    private static double[] StepDown(double[] sorted, Func<double, int, double> factor)
    {
        var adjusted = new double[sorted.Length];
        double greatest = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Min(1, factor(sorted[i], i)));
            adjusted[i] = greatest;
        }

        return adjusted;
    }

    private static double[] StepUp(double[] sorted, Func<double, int, double> factor)
    {
        var adjusted = new double[sorted.Length];
        double least = 1;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, factor(sorted[i], i));
            adjusted[i] = least;
        }

        return adjusted;
    }

    // Adjusts the defined p-values in ascending order and puts them back in their places.
    private static double[] Adjust(ReadOnlySpan<double> pValues, Func<double[], double[]> ofSorted)
    {
        double[] all = [.. pValues];
        int[] order = [.. Enumerable.Range(0, all.Length).Where(i => !double.IsNaN(all[i])).OrderBy(i => all[i])];
        var adjusted = ofSorted([.. order.Select(i => all[i])]);
        var result = new double[all.Length];
        Array.Fill(result, double.NaN);
        for (var i = 0; i < order.Length; i++)
        {
            result[order[i]] = adjusted[i];
        }

        return result;
    }
}
