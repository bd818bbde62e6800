using Assay.Core.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class ResamplingTests
{
    [Fact]
    public void A_resample_draws_as_many_rows_as_there_are() =>
        Gen.Select(Gen.Int[1, 50], Gen.ULong, Gen.Int[0, 1000])
            .Sample((rows, seed, index) => Sum(new Resampling(rows, seed).Draw(index)).ShouldBe(rows));

    [Fact]
    public void The_same_seed_draws_the_same_in_any_order_of_resamples()
    {
        var once = new Resampling(20, 5);
        var again = new Resampling(20, 5);
        double[] third = [.. once.Draw(3)];
        _ = again.Draw(7);
        _ = again.Draw(1);

        again.Draw(3).ToArray().ShouldBe(third);
        again.Draw(4).ToArray().ShouldNotBe(third);
        new Resampling(20, 6).Draw(3).ToArray().ShouldNotBe(third);
    }

    [Fact]
    public void The_percentile_interval_of_a_mean_is_close_to_students()
    {
        var chance = new Pcg32(11);
        double[] values = [.. Enumerable.Range(0, 60).Select(_ => chance.NextDouble() + chance.NextDouble())];
        var student = StudentInterval.OfMean(values, 0.95)!.Value;

        var resampling = new Resampling(values.Length, 3);
        var bootstrap = BootstrapInterval.Percentile(Enumerable.Range(0, 2000).Select(Mean), 0.95);

        var width = student.Upper - student.Lower;
        bootstrap.Lower.ShouldBe(student.Lower, 0.1 * width);
        bootstrap.Upper.ShouldBe(student.Upper, 0.1 * width);

        double Mean(int resample)
        {
            var weights = resampling.Draw(resample);
            double sum = 0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += weights[i] * values[i];
            }

            return sum / values.Length;
        }
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
