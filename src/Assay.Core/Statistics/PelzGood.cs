namespace Assay.Core.Statistics;

/// <summary>
/// P(Dₙ ≤ d) of the Kolmogorov-Smirnov statistic by its expansion in 1/√n up to the third power (Pelz and Good 1976,
/// "Approximating the Lower Tail-Areas of the Kolmogorov-Smirnov One-Sample Statistic").
/// </summary>
internal static class PelzGood
{
    private const double Pi2 = Math.PI * Math.PI;
    private const double Pi4 = Pi2 * Pi2;
    private const double Pi6 = Pi4 * Pi2;

    public static double Of(double rows, double d)
    {
        var z = Math.Sqrt(rows) * d;
        var (z2, z4, z6, z8) = (z * z, Math.Pow(z, 4), Math.Pow(z, 6), Math.Pow(z, 8));
        double k0 = 0;
        double k1 = 0;
        double k2 = 0;
        double k3 = 0;
        for (var k = Terms(z); k >= 1; k--)
        {
            // Over odd m.
            double m2 = ((2 * k) - 1) * ((2 * k) - 1);
            var (m4, m6) = (m2 * m2, m2 * m2 * m2);
            var odd = Math.Exp(-Pi2 * m2 / (8 * z2));
            k0 += odd;
            k1 += odd * ((Pi2 * m2 / 4) - z2);
            k2 +=
                odd * ((6 * z6) + (2 * z4) + (((2 * z4) - (5 * z2)) * Pi2 * m2 / 4) + (Pi4 * (1 - (2 * z2)) * m4 / 16));
            k3 +=
                odd
                * (
                    (-30 * z6)
                    - (90 * z8)
                    + (Pi2 * ((135 * z4) - (96 * z6)) * m2 / 4)
                    + (Pi4 * ((212 * z4) - (60 * z2)) * m4 / 16)
                    + (Pi6 * (5 - (30 * z2)) * m6 / 64)
                );
        }

        var root = Math.Sqrt(2 * Math.PI);
        (k0, k1, k2, k3) = (
            k0 * root / z,
            k1 * root / (6 * z4),
            k2 * root / (72 * z6 * z),
            k3 * root / (6480 * z8 * z2)
        );
        for (var k = Terms(z); k >= 1; k--)
        {
            // Over all integers.
            var square = (double)k * k;
            var term = Math.Exp(-Pi2 * square / (2 * z2)) * square * Pi2 * root;
            k2 -= term / (36 * z2 * z);
            k3 += term * ((3 * z2) - (Pi2 * square)) / (216 * z6);
        }

        return k0 + (k1 / Math.Sqrt(rows)) + (k2 / rows) + (k3 / (rows * Math.Sqrt(rows)));
    }

    private static int Terms(double z) => (int)Math.Ceiling(16 * z / Math.PI);
}
