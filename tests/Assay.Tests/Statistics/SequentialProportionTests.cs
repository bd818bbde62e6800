using Assay.Core.Statistics;

namespace Assay.Tests.Statistics;

public sealed class SequentialProportionTests
{
    private const int Simulations = 1000;
    private const int Requests = 2000;
    private const double Alpha = 0.05;
    private static readonly double _enough = -Math.Log(Alpha);

    // Looked at after every single request, as the gateway never does: the worst case.
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Repeated_looks_at_a_rate_that_is_at_its_limit_seldom_raise_an_alarm(double rate)
    {
        var alarms = Enumerable.Range(0, Simulations).Count(seed => Alarms(new Pcg32((ulong)seed, 1), rate, rate));

        // At most 5 % by Ville's inequality; three standard deviations of the simulation are 2 %.
        ((double)alarms / Simulations).ShouldBeLessThan(Alpha + 0.02);
    }

    [Theory]
    [InlineData(0.01, 0.05)]
    [InlineData(0.05, 0.5)]
    [InlineData(0.3, 0.2)]
    public void Repeated_looks_at_two_equal_arms_seldom_raise_an_alarm(double rate, double share)
    {
        var alarms = Enumerable
            .Range(0, Simulations)
            .Count(seed => AlarmsBetween(new Pcg32((ulong)seed, 2), rate, rate, share, looks: 10));

        ((double)alarms / Simulations).ShouldBeLessThan(Alpha + 0.02);
    }

    [Fact]
    public void A_fixed_test_looked_at_as_often_would_raise_many()
    {
        var alarms = Enumerable
            .Range(0, Simulations)
            .Count(seed =>
            {
                var (random, canary, stable) = (
                    new Pcg32((ulong)seed, 2),
                    (Count: 0L, Trials: 0L),
                    (Count: 0L, Trials: 0L)
                );
                for (var i = 1; i <= Requests; i++)
                {
                    Add(random, 0.05, 0.05, 0.5, ref canary, ref stable);
                    if (
                        i % 10 == 0
                        && ProportionTest.Of(canary.Count, canary.Trials, stable.Count, stable.Trials).GreaterP < Alpha
                    )
                    {
                        return true;
                    }
                }

                return false;
            });

        ((double)alarms / Simulations).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void An_arm_that_fails_five_times_as_often_is_found_out()
    {
        var alarms = Enumerable
            .Range(0, 200)
            .Count(seed => AlarmsBetween(new Pcg32((ulong)seed, 3), 0.02, 0.1, 0.25, looks: 10));

        alarms.ShouldBeGreaterThan(195);
    }

    // By hand: with x of n under Jeffreys' prior the mixture of 2 of 2 is B(2.5, 0.5) / B(0.5, 0.5) = 3/8.
    [Fact]
    public void The_evidence_is_the_mixture_over_the_best_that_the_limit_allows() =>
        SequentialProportion.LogEvidenceAbove((2, 2), 0.01).ShouldBe(Math.Log(0.375 / 1e-4), 1e-9);

    [Fact]
    public void One_failure_refutes_that_there_is_none() =>
        SequentialProportion.LogEvidenceAbove((1, 100_000), 0).ShouldBe(double.PositiveInfinity);

    [Fact]
    public void Without_a_trial_there_is_no_evidence()
    {
        SequentialProportion.LogEvidenceAbove((0, 0), 0.5).ShouldBe(0, 1e-12);
        SequentialProportion.LogEvidenceAbove((0, 0), (0, 0), 1.5, 0).ShouldBe(0, 1e-12);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(0, 100)]
    [InlineData(100, 100)]
    [InlineData(500, 1000)]
    public void What_the_bounds_leave_out_is_refuted_and_what_they_hold_is_not(long count, long trials)
    {
        var bounds = SequentialProportion.Bounds((count, trials), Alpha);

        ((double)count / trials).ShouldBeInRange(bounds.Lower, bounds.Upper);
        if (bounds.Lower > 0)
        {
            SequentialProportion.LogEvidenceAbove((count, trials), bounds.Lower * 0.999).ShouldBeGreaterThan(_enough);
            SequentialProportion.LogEvidenceAbove((count, trials), bounds.Lower * 1.001).ShouldBeLessThan(_enough);
        }

        if (bounds.Upper < 1)
        {
            SequentialProportion.LogEvidenceBelow((count, trials), bounds.Upper * 1.001).ShouldBeGreaterThan(_enough);
            SequentialProportion.LogEvidenceBelow((count, trials), bounds.Upper * 0.999).ShouldBeLessThan(_enough);
        }
    }

    [Theory]
    [InlineData(0.5, 0.01)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.02)]
    [InlineData(0, 0.1)]
    public void No_pair_of_rates_within_the_line_is_likelier_than_the_one_found(double factor, double offset)
    {
        var (arm, other) = ((Count: 30L, Trials: 100L), (Count: 40L, Trials: 400L));
        var best = (
            from i in Enumerable.Range(1, 999)
            let q = i / 1000.0
            let line = Math.Clamp((factor * q) + offset, 0, 1)
            where line > 0
            let p = Math.Min(0.3, line)
            select Log(arm, p) + Log(other, q)
        ).Max();
        var mixture =
            SequentialProportion.LogEvidenceAbove(arm, 1)
            + Log(arm, 0.3)
            + SequentialProportion.LogEvidenceAbove(other, 1)
            + Log(other, 0.1);

        var found = mixture - SequentialProportion.LogEvidenceAbove(arm, other, factor, offset);

        found.ShouldBeGreaterThanOrEqualTo(best - 1e-9);
        found.ShouldBe(best, 0.01);
    }

    private static double Log((long Count, long Trials) arm, double p) =>
        (arm.Count * Math.Log(p)) + ((arm.Trials - arm.Count) * Math.Log(1 - p));

    private static bool Alarms(Pcg32 random, double rate, double limit)
    {
        var count = 0;
        for (var i = 1; i <= Requests; i++)
        {
            count += random.NextDouble() < rate ? 1 : 0;
            if (SequentialProportion.LogEvidenceAbove((count, i), limit) >= _enough)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AlarmsBetween(Pcg32 random, double stableRate, double canaryRate, double share, int looks)
    {
        var (canary, stable) = ((Count: 0L, Trials: 0L), (Count: 0L, Trials: 0L));
        for (var i = 1; i <= Requests; i++)
        {
            Add(random, stableRate, canaryRate, share, ref canary, ref stable);
            if (i % looks == 0 && SequentialProportion.LogEvidenceAbove(canary, stable, 1, 0) >= _enough)
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(
        Pcg32 random,
        double stableRate,
        double canaryRate,
        double share,
        ref (long Count, long Trials) canary,
        ref (long Count, long Trials) stable
    )
    {
        var isCanary = random.NextDouble() < share;
        var failed = random.NextDouble() < (isCanary ? canaryRate : stableRate) ? 1 : 0;
        if (isCanary)
        {
            canary = (canary.Count + failed, canary.Trials + 1);
        }
        else
        {
            stable = (stable.Count + failed, stable.Trials + 1);
        }
    }
}
