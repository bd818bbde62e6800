using Assay.Core.Drift;
using Assay.Core.Statistics;
using CsCheck;

namespace Assay.Tests.Drift;

public sealed class QuantileSketchTests
{
    private static readonly Gen<double[]> _numbers = Gen.OneOf(
        Gen.Double[-1e6, 1e6].Array[0, 3000],
        Gen.Int[-5, 5].Select(i => (double)i).Array[0, 3000],
        Gen.Int[0, 1000].Select(i => i * 0.1).Array[0, 3000]
    );

    [Fact]
    public void Up_to_400_distinct_values_are_counted_exactly_however_many_rows()
    {
        var sketch = new QuantileSketch(1);
        for (var i = 0; i < 100_000; i++)
        {
            sketch.Add(i % 400);
        }

        sketch.IsExact.ShouldBeTrue();
        sketch.ToSample().Values.ShouldBe(Enumerable.Range(0, 400).Select(i => (double)i));
        sketch.ToSample().Weights.ShouldAllBe(w => w == 250);
    }

    [Fact]
    public void A_million_values_are_kept_in_some_kilobytes_and_ranked_within_the_documented_error()
    {
        double[] worst = [.. Enumerable.Range(0, 40).Select(seed => WorstRankError(Sketched(50_000, (ulong)seed)))];

        worst.Count(e => e > QuantileSketch.RankError).ShouldBeLessThanOrEqualTo(1);
        Sketched(1_000_000, 7).ToSample().Values.Length.ShouldBeLessThan(1300);
    }

    [Fact]
    public void Every_row_is_in_the_weights() =>
        _numbers.Sample(values =>
        {
            var sketch = Of(values, 3);
            sketch.Count.ShouldBe(values.Length);
            sketch.ToSample().Weight.ShouldBe(values.Length);
        });

    [Fact]
    public void The_same_values_and_seed_give_the_same_sketch() =>
        _numbers.Sample(values => Same(Of(values, 5), Of(values, 5)).ShouldBeTrue());

    [Fact]
    public void Merged_in_any_grouping_ranks_stay_within_the_documented_error() =>
        Gen.Select(_numbers, _numbers, _numbers)
            .Sample(
                (a, b, c) =>
                {
                    double[] all = [.. a, .. b, .. c];
                    var left = Merged(Merged(Of(a, 1), Of(b, 2)), Of(c, 3));
                    var right = Merged(Of(a, 1), Merged(Of(b, 2), Of(c, 3)));
                    left.Count.ShouldBe(all.Length);
                    right.Count.ShouldBe(all.Length);
                    var truth = WeightedSample.Of(all);
                    RankError(left.ToSample(), truth).ShouldBeLessThan(2 * QuantileSketch.RankError);
                    RankError(right.ToSample(), truth).ShouldBeLessThan(2 * QuantileSketch.RankError);
                    if (truth.Values.Length <= QuantileSketch.Size)
                    {
                        Same(left, right).ShouldBeTrue();
                    }
                },
                iter: 200
            );

    [Fact]
    public void Merging_leaves_the_other_as_it_was() =>
        _numbers.Sample(values =>
        {
            var other = Of(values, 1);
            Merged(Of([1, 2, 3], 2), other);
            Same(other, Of(values, 1)).ShouldBeTrue();
        });

    [Fact]
    public void Adding_rows_that_stand_for_many_is_adding_each()
    {
        var sketch = new QuantileSketch(1);
        for (var i = 0; i < 1000; i++)
        {
            sketch.Add(i, 1_000_003);
        }

        sketch.Count.ShouldBe(1_000_003_000);
        var truth = WeightedSample.Of([.. Enumerable.Range(0, 1000).Select(i => (double)i)]);
        RankError(sketch.ToSample(), truth).ShouldBeLessThan(QuantileSketch.RankError);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new QuantileSketch(1).Add(value));

    [Fact]
    public void Minus_zero_is_zero()
    {
        var sketch = Of([-0.0, 0.0], 1);

        sketch.ToSample().Values.ShouldHaveSingleItem();
    }

    [Fact]
    public void Adding_a_row_allocates_nothing_once_the_sketch_has_grown()
    {
        var sketch = Sketched(500_000, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
        {
            sketch.Add(i);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    private static QuantileSketch Of(double[] values, ulong seed)
    {
        var sketch = new QuantileSketch(seed);
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        return sketch;
    }

    private static QuantileSketch Merged(QuantileSketch into, QuantileSketch other)
    {
        into.Add(other);
        return into;
    }

    // 0, 1, … n − 1 in a random order: the share of rows up to v is (v + 1) / n.
    private static QuantileSketch Sketched(int rows, ulong seed)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        var generator = new Pcg32(seed);
        for (var i = rows - 1; i > 0; i--)
        {
            var j = generator.Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return Of(values, seed);
    }

    private static double WorstRankError(QuantileSketch sketch)
    {
        var sample = sketch.ToSample();
        double seen = 0;
        double worst = 0;
        for (var i = 0; i < sample.Values.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs((sample.Values[i] / sample.Weight) - (seen / sample.Weight)));
            seen += sample.Weights[i];
            worst = Math.Max(worst, Math.Abs(((sample.Values[i] + 1) / sample.Weight) - (seen / sample.Weight)));
        }

        return worst;
    }

    private static double RankError(WeightedSample sketch, WeightedSample truth)
    {
        double worst = 0;
        var (at, below, before) = (0, 0.0, 0.0);
        for (var i = 0; i < truth.Values.Length; i++)
        {
            for (; at < sketch.Values.Length && sketch.Values[at] < truth.Values[i]; at++)
            {
                below += sketch.Weights[at];
            }

            worst = Math.Max(worst, Math.Abs((below / sketch.Weight) - (before / truth.Weight)));
            before += truth.Weights[i];
        }

        return worst;
    }

    private static bool Same(QuantileSketch a, QuantileSketch b) =>
        a.ToSample().Values.SequenceEqual(b.ToSample().Values)
        && a.ToSample().Weights.SequenceEqual(b.ToSample().Weights);
}
