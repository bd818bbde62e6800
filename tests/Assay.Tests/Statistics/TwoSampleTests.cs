using Assay.Core.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class TwoSampleTests
{
    private static readonly Gen<double[]> _sample = Gen.OneOf(
        Gen.Double[-100, 100].Array[1, 60],
        Gen.Int[0, 4].Select(i => (double)i).Array[1, 60]
    );

    [Fact]
    public void Rows_that_stand_for_many_are_those_rows_repeated() =>
        Gen.Select(_sample, _sample, Gen.Int[1, 5])
            .Sample(
                (a, b, times) =>
                {
                    var weighted = WeightedSample.Of(a, [.. a.Select(_ => (double)times)]);
                    var repeated = WeightedSample.Of([.. a.SelectMany(v => Enumerable.Repeat(v, times))]);
                    var other = WeightedSample.Of(b);
                    weighted.Values.ShouldBe(repeated.Values);
                    weighted.Weights.ShouldBe(repeated.Weights);
                    var p = KolmogorovSmirnovTest.Of(repeated, other)!.AsymptoticP;
                    KolmogorovSmirnovTest.Of(weighted, other)!.AsymptoticP.ShouldBe(p);
                }
            );

    [Fact]
    public void A_sample_has_no_distance_from_itself() =>
        _sample.Sample(rows =>
        {
            var sample = WeightedSample.Of(rows);
            var edges = Binning.EqualMass(sample, 10);
            var counts = Binning.Counts(sample, edges);
            KolmogorovSmirnovTest.Of(sample, sample)!.Statistic.ShouldBe(0);
            KolmogorovSmirnovTest.Of(sample, sample)!.ExactP.ShouldBe(1);
            SampleDistance.Wasserstein(sample, sample).ShouldBe(0);
            Divergence.StabilityIndex(counts, counts).ShouldBe(0);
            Divergence.JensenShannon(counts, counts).ShouldBe(0, 1e-15);
        });

    [Fact]
    public void Bins_hold_every_row_and_about_as_many_each() =>
        _sample.Sample(rows =>
        {
            var sample = WeightedSample.Of(rows);
            var edges = Binning.EqualMass(sample, 10);
            var counts = Binning.Counts(sample, edges);
            counts.Sum().ShouldBe(rows.Length);
            counts.ShouldAllBe(c => c > 0);
            edges.Length.ShouldBeLessThan(20);
            edges.ShouldBeInOrder(SortDirection.Ascending);
        });

    [Fact]
    public void A_rare_value_of_two_has_a_bin_of_its_own()
    {
        var flag = WeightedSample.Of([0, 1], [9900, 100]);

        Binning.EqualMass(flag, 10).ShouldBe([1]);
        Binning.Counts(flag, [1]).ShouldBe([9900, 100]);
    }

    [Fact]
    public void A_value_that_weighs_much_does_not_swallow_its_neighbours()
    {
        var sample = WeightedSample.Of([0, 1, 2, 3, 4, 5], [900, 20, 20, 20, 20, 20]);

        Binning.Counts(sample, Binning.EqualMass(sample, 10)).ShouldBe([900, 100]);
    }

    // scipy.stats.ncx2.cdf and chi2.cdf of SciPy 1.10.1.
    [Theory]
    [InlineData(3, 2, 0, 0.7768698398515702)]
    [InlineData(20, 9, 5, 0.8408765147302939)]
    [InlineData(20, 9, 12, 0.4956866452368478)]
    [InlineData(500, 9, 450, 0.8324211342525065)]
    [InlineData(1, 1, 0.5, 0.571297010386746)]
    public void The_noncentral_distribution_is_right_to_a_hundredth(double x, double k, double lambda, double p) =>
        NoncentralChiSquare.Cdf(x, k, lambda).ShouldBe(p, 0.01);

    [Fact]
    public void The_normalised_distance_knows_no_unit() =>
        Gen.Select(_sample, _sample)
            .Sample(
                (a, b) =>
                {
                    var metres = SampleDistance.NormalisedWasserstein(WeightedSample.Of(a), WeightedSample.Of(b));
                    var inches = SampleDistance.NormalisedWasserstein(
                        WeightedSample.Of([.. a.Select(v => v * 39.37)]),
                        WeightedSample.Of([.. b.Select(v => v * 39.37)])
                    );
                    (
                        double.IsNaN(metres) ? double.IsNaN(inches) : Math.Abs(metres - inches) < 1e-9 * (1 + metres)
                    ).ShouldBeTrue();
                }
            );

    [Theory]
    [InlineData(new double[] { }, new double[] { 1 })]
    [InlineData(new[] { double.NaN }, new double[] { 1 })]
    [InlineData(new double[] { 1 }, new double[] { })]
    public void Nothing_is_compared_with_nothing(double[] a, double[] b)
    {
        var (reference, current) = (WeightedSample.Of(a), WeightedSample.Of(b));

        KolmogorovSmirnovTest.Of(reference, current).ShouldBeNull();
        RankSum.Of(reference, current).ShouldBeNull();
        CramerVonMisesTest.Of(reference, current).ShouldBeNull();
        SampleDistance.Wasserstein(reference, current).ShouldBe(double.NaN);
        Divergence.StabilityIndex([0, 0], [1, 2]).ShouldBe(double.NaN);
        ContingencyTest.Of([0, 0], [1, 2]).ShouldBeNull();
    }
}
