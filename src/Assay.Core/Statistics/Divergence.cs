namespace Assay.Core.Statistics;

/// <summary>
/// How far apart two distributions over the same bins are, from counts. Each is undefined (NaN) when one side holds nothing.
/// </summary>
public static class Divergence
{
    /// <summary>The least share that <see cref="StabilityIndex"/> reckons with.</summary>
    public const double LeastShare = 1e-4;

    /// <summary>
    /// The population stability index, Σ (q − p) ln(q / p), a share below <paramref name="least"/> counting as that much
    /// (Siddiqi 2006). Up to 0.1 is taken for no change, from 0.2 for a considerable one.
    /// </summary>
    /// <param name="reference">k counts.</param>
    /// <param name="current">k counts.</param>
    /// <param name="least">The least share.</param>
    public static double StabilityIndex(
        ReadOnlySpan<double> reference,
        ReadOnlySpan<double> current,
        double least = LeastShare
    ) => Sum(reference, current, (p, q) => (Math.Max(q, least) - Math.Max(p, least)) * Ratio(q, p, least));

    /// <summary>The Jensen-Shannon divergence in bits, 0 to 1 (Lin 1991); its root is a distance.</summary>
    public static double JensenShannon(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var bits = Sum(
            reference,
            current,
            (p, q) => (Relative(p, (p + q) / 2) + Relative(q, (p + q) / 2)) / (2 * Math.Log(2))
        );
        // Rounding may leave a hair below 0.
        return double.IsNaN(bits) ? bits : Math.Max(0, bits);
    }

    /// <summary>The Hellinger distance, 0 to 1.</summary>
    public static double Hellinger(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        Math.Sqrt(Sum(reference, current, (p, q) => Math.Pow(Math.Sqrt(p) - Math.Sqrt(q), 2)) / 2);

    /// <summary>Kullback and Leibler's divergence of the first from the second in nats; infinite where the second has a 0 alone.</summary>
    /// <param name="first">k counts.</param>
    /// <param name="second">k counts.</param>
    /// <param name="least">A share below it counts as that much, on both sides.</param>
    public static double KullbackLeibler(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double least = 0) =>
        Sum(first, second, (p, q) => Relative(Math.Max(p, least), Math.Max(q, least)));

    /// <summary>Half the sum of the shares' distances, 0 to 1: the share of rows that would have to change.</summary>
    public static double TotalVariation(ReadOnlySpan<double> reference, ReadOnlySpan<double> current) =>
        Sum(reference, current, (p, q) => Math.Abs(p - q) / 2);

    /// <summary>The greatest distance of two shares.</summary>
    public static double Greatest(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double greatest = 0;
        var sum = Sum(reference, current, (p, q) => greatest = Math.Max(greatest, Math.Abs(p - q)));
        return double.IsNaN(sum) ? sum : greatest;
    }

    private static double Ratio(double q, double p, double least) => Math.Log(Math.Max(q, least) / Math.Max(p, least));

    private static double Relative(double p, double q) => p > 0 ? p * Math.Log(p / q) : 0;

    private static double Sum(
        ReadOnlySpan<double> reference,
        ReadOnlySpan<double> current,
        Func<double, double, double> part
    )
    {
        var (first, second) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            sum += part(reference[i] / first, current[i] / second);
        }

        return first > 0 && second > 0 ? sum : double.NaN;
    }

    private static double Total(ReadOnlySpan<double> counts)
    {
        double sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
