using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>How many rows settle a comparison by a normal interval, from the standard error that the rows at hand gave.</summary>
public static class SampleSize
{
    /// <summary>
    /// Rows at which a one-sided bound clears a distance with the given power: n · ((z₁ + z₂) · se / distance)², since a
    /// standard error shrinks with the root of the rows (Chow, Shao and Wang 2008, chapter 3).
    /// </summary>
    /// <param name="rows">Rows at hand, n.</param>
    /// <param name="standardError">Standard error of the difference there.</param>
    /// <param name="distance">From the true difference to the limit; its sign does not matter.</param>
    /// <param name="confidence">One-sided confidence.</param>
    /// <param name="power">Chance that the bound clears it.</param>
    /// <returns>Rows in all; infinite for a distance of 0.</returns>
    public static double ToClear(int rows, double standardError, double distance, double confidence, double power)
    {
        var z = Normal.InvCDF(0, 1, confidence) + Normal.InvCDF(0, 1, power);
        return rows * Math.Pow(z * standardError / distance, 2);
    }
}
