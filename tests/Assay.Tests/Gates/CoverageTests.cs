using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Tests.Gates;

/// <summary>How often the interval that decides is wrong when it should be at most so often: simulated, seeded.</summary>
public sealed class CoverageTests
{
    private const int Simulations = 400;

    // Φ(s / √2) of the two separations: true areas of 0.8556 and 0.8145.
    private const double Champion = 1.5;
    private const double Challenger = 1.2648;
    private const double TrueLoss = 0.0411;

    [Theory]
    [InlineData(ComparisonTest.Delong)]
    [InlineData(ComparisonTest.Bootstrap)]
    public void A_challenger_that_is_worse_by_just_the_margin_passes_in_one_of_twenty(ComparisonTest test)
    {
        var passes = Enumerable
            .Range(1, Simulations)
            .Count(seed =>
                LowerBound(Sample.Of(250, Champion, Challenger, (ulong)seed * 7919, correlation: 0.6), test) > -TrueLoss
            );

        // Within three standard deviations of so many simulations.
        ((double)passes / Simulations).ShouldBe(0.05, 3 * Math.Sqrt(0.05 * 0.95 / Simulations));
    }

    [Fact]
    public void The_rows_that_were_said_to_settle_it_do_so_in_about_four_of_five()
    {
        const double margin = 0.05;
        var said = Enumerable
            .Range(1, 100)
            .Select(seed => Gate.Judge(Sample.NonInferior(margin), Sample.Of(150, seed: (ulong)seed).Evidence()))
            .First(verdict => verdict.RowsToSettle is { Observed: false });
        var rows = 150 + (int)said.RowsToSettle!.AdditionalRows;

        var settled = Enumerable
            .Range(1, Simulations)
            .Count(seed => LowerBound(Sample.Of(rows, seed: 5000 + (ulong)seed), ComparisonTest.Delong) > -margin);

        ((double)settled / Simulations).ShouldBe(0.8, 0.12);
    }

    private static double LowerBound(Sample sample, ComparisonTest test)
    {
        var evidence = sample.Evidence();
        var area = ScoredMetric.Of(MetricCatalog.UsualPrimary(TaskKind.Binary), MetricCatalog.All[0], evidence);
        var estimate = new DifferenceEstimator(evidence, 0.9).Estimate([area], test, 400)[0];
        return estimate.Difference.Interval!.Lower!.Value;
    }
}
