namespace Assay.Core.Statistics;

/// <summary>
/// The interval of a population stability index. nm / (n + m) · PSI is about χ² distributed with one degree of freedom less than
/// there are bins when nothing changed (Yurdakul and Naranjo 2020, "Statistical Properties of the Population Stability Index"), and
/// about noncentral χ² when something did; that is inverted.
/// </summary>
public static class StabilityIndex
{
    /// <summary>The two-sided interval of the true index, cut at 0.</summary>
    /// <param name="index">The index that was found.</param>
    /// <param name="bins">Bins, at least 2.</param>
    /// <param name="referenceRows">n.</param>
    /// <param name="currentRows">m.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds Interval(double index, int bins, double referenceRows, double currentRows, double level)
    {
        var paired = referenceRows * currentRows / (referenceRows + currentRows);
        var (lower, upper) = NoncentralChiSquare.Interval(index * paired, bins - 1, level);
        return new Bounds(lower / paired, upper / paired);
    }
}
