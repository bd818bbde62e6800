using Assay.Core.Gates;
using Assay.Core.Statistics;

namespace Assay.Core.Drift;

/// <summary>Compares the shares of missing values: χ², or Fisher's exact test where few are expected.</summary>
internal static class MissingComparison
{
    private const double LeastExpected = 5;
    private const long MostOfFisher = 100_000;

    /// <summary>The comparison; null where nothing is missing on either side, or a side has no rows.</summary>
    public static MissingDrift? Of(ColumnCounts reference, ColumnCounts current, double level)
    {
        if (reference.Missing + current.Missing == 0 || reference.Rows == 0 || current.Rows == 0)
        {
            return null;
        }

        var (lower, upper) =
            ProportionInterval.Newcombe((reference.Missing, reference.Rows), (current.Missing, current.Rows), level)
            ?? default;
        return new MissingDrift(
            (double)reference.Missing / reference.Rows,
            (double)current.Missing / current.Rows,
            new Interval(lower, upper, level, "Newcombe's score interval"),
            Test(reference, current)
        );
    }

    private static DriftTest Test(ColumnCounts reference, ColumnCounts current)
    {
        var (kept, keptNow) = (reference.Rows - reference.Missing, current.Rows - current.Missing);
        var table = ContingencyTest.Of([reference.Missing, kept], [current.Missing, keptNow]);
        return table is { Freedom: > 0, LeastExpected: < LeastExpected } && reference.Rows + current.Rows < MostOfFisher
            ? new DriftTest(
                "Fisher's exact",
                null,
                FisherExact.Of((int)reference.Missing, (int)kept, (int)current.Missing, (int)keptNow).TwoSided
            )
            : new DriftTest("χ²", table?.ChiSquare, table?.P ?? double.NaN);
    }
}
