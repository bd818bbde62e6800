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

    /// <summary>
    /// The least true difference whose one-sided bound clears 0 with the given power, (z₁ + z₂) · se, from an interval that
    /// other rows gave; a standard error shrinks with the root of the rows.
    /// </summary>
    /// <param name="lower">Lower end of a two-sided interval of the difference.</param>
    /// <param name="upper">Its upper end.</param>
    /// <param name="level">Its coverage.</param>
    /// <param name="rowsThen">Rows that it came from.</param>
    /// <param name="rowsNow">Rows that are to tell the difference.</param>
    /// <param name="confidence">One-sided confidence.</param>
    /// <param name="power">Chance that the bound clears 0.</param>
    public static double Detectable(
        double lower,
        double upper,
        double level,
        int rowsThen,
        int rowsNow,
        double confidence,
        double power
    )
    {
        var error =
            (upper - lower) / (2 * Normal.InvCDF(0, 1, (1 + level) / 2)) * Math.Sqrt((double)rowsThen / rowsNow);
        return (Normal.InvCDF(0, 1, confidence) + Normal.InvCDF(0, 1, power)) * error;
    }
}
