namespace Assay.Core.Statistics;

/// <summary>
/// What can be said of a share when none of n rows showed it: with confidence c it is below 1 − (1 − c)^(1/n), about
/// 3/n at 95 % (Hanley and Lippman-Hand 1983).
/// </summary>
public static class RuleOfThree
{
    /// <summary>The upper bound of a share that none of n rows showed.</summary>
    /// <param name="rows">n, at least 1.</param>
    /// <param name="confidence">One-sided confidence.</param>
    public static double UpperBound(long rows, double confidence) => 1 - Math.Pow(1 - confidence, 1.0 / rows);

    /// <summary>Rows, none of which may show it, that bring the upper bound to <paramref name="share"/>.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="confidence">One-sided confidence.</param>
    public static double RowsFor(double share, double confidence) => Math.Log(1 - confidence) / Math.Log(1 - share);
}
