namespace Assay.Core.Statistics;

/// <summary>
/// The two-sample Kolmogorov-Smirnov test: whether two samples of a number come from one distribution. p-values beside each
/// other are exact, by counting paths (Hodges 1958), or asymptotic. A sketch tells less than its rows: the rows that its
/// p-values go by may be given.
/// </summary>
public sealed record KolmogorovSmirnovTest
{
    private const double Tolerance = 1e-12;

    private KolmogorovSmirnovTest(double greater, double less, double referenceRows, double currentRows) =>
        (Greater, Less, ReferenceRows, CurrentRows) = (greater, less, referenceRows, currentRows);

    /// <summary>D: the greatest distance of both distribution functions.</summary>
    public double Statistic => Math.Max(Greater, Less);

    /// <summary>How far the reference's distribution function is above the current one's at most.</summary>
    public double Greater { get; }

    /// <summary>How far it is below at most.</summary>
    public double Less { get; }

    /// <summary>n: rows of the reference.</summary>
    public double ReferenceRows { get; }

    /// <summary>m: rows of the current sample.</summary>
    public double CurrentRows { get; }

    /// <summary>nm / (n + m).</summary>
    public double PairedRows => ReferenceRows * CurrentRows / (ReferenceRows + CurrentRows);

    /// <summary>
    /// The asymptotic p-value of D: the one-sample distribution for round(nm / (n + m)) rows; undefined (NaN) when that is 0.
    /// </summary>
    public double AsymptoticP =>
        Math.Round(PairedRows) is >= 1 and var rows
            ? KolmogorovDistribution.Survival((long)rows, Statistic)
            : double.NaN;

    /// <summary>The limit of the p-value of D for rows without end.</summary>
    public double LimitP => KolmogorovDistribution.SurvivalOfLimit(Math.Sqrt(PairedRows) * Statistic);

    /// <summary>The exact p-value of D without ties, conservative with ties. Its cost is n · m.</summary>
    public double ExactP => Exact(Statistic, bothSides: true);

    /// <summary>Compares two samples; null when one is empty.</summary>
    /// <param name="reference">The sample compared with.</param>
    /// <param name="current">The sample looked at.</param>
    /// <param name="referenceRows">n, when it is not the reference's weight.</param>
    /// <param name="currentRows">m, when it is not the current one's weight.</param>
    public static KolmogorovSmirnovTest? Of(
        WeightedSample reference,
        WeightedSample current,
        double? referenceRows = null,
        double? currentRows = null
    )
    {
        if (reference.IsEmpty || current.IsEmpty)
        {
            return null;
        }

        double greater = 0;
        double less = 0;
        foreach (var step in DistributionSteps.Of(reference, current))
        {
            greater = Math.Max(greater, step.Reference - step.Current);
            less = Math.Max(less, step.Current - step.Reference);
        }

        return new(greater, less, referenceRows ?? reference.Weight, currentRows ?? current.Weight);
    }

    /// <summary>The asymptotic p-value of one side's distance (Hodges 1958, equation 5.3).</summary>
    /// <param name="distance"><see cref="Greater"/> or <see cref="Less"/>.</param>
    public double OneSidedAsymptoticP(double distance)
    {
        var (more, fewer) = (Math.Max(ReferenceRows, CurrentRows), Math.Min(ReferenceRows, CurrentRows));
        var z = Math.Sqrt(PairedRows) * distance;
        return Math.Exp((-2 * z * z) - (2 * z * (more + (2 * fewer)) / Math.Sqrt(more * fewer * (more + fewer)) / 3));
    }

    /// <summary>The exact p-value of one side's distance. Its cost is n · m.</summary>
    /// <param name="distance"><see cref="Greater"/> or <see cref="Less"/>.</param>
    public double OneSidedExactP(double distance) => Exact(distance, bothSides: false);

    // The chance that a random path from (0, 0) to (n, m) comes as far from the diagonal, built up step by step.
    private double Exact(double distance, bool bothSides)
    {
        var (n, m) = ((int)ReferenceRows, (int)CurrentRows);
        var limit = distance - (Tolerance * Math.Max(1, distance));
        if (distance <= 0)
        {
            return 1;
        }

        var row = new double[m + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                var apart = ((double)i / n) - ((double)j / m);
                row[j] =
                    (bothSides ? Math.Abs(apart) : apart) >= limit ? 1
                    : i + j == 0 ? 0
                    : ((i * row[j]) + (j > 0 ? j * row[j - 1] : 0)) / (i + j);
            }
        }

        return row[m];
    }
}
