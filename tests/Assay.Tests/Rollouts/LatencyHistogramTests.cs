using System.Text.Json;
using Assay.Core.Rollouts;
using CsCheck;

namespace Assay.Tests.Rollouts;

public sealed class LatencyHistogramTests
{
    private static readonly Gen<TimeSpan[]> _durations = Gen.Double[0, Math.Log(3.6e9)]
        .Select(log => TimeSpan.FromMicroseconds(Math.Exp(log)))
        .Array[1, 300];

    [Fact]
    public void A_quantile_is_right_to_two_percent_from_a_microsecond_to_an_hour() =>
        Gen.Select(_durations, Gen.Double[0, 1])
            .Sample(
                (durations, p) =>
                {
                    var exact = durations.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(p * durations.Length)) - 1);
                    // TimeSpan counts in steps of 0.1 µs.
                    LatencyHistogram
                        .Of(durations)
                        .Quantile(p)!
                        .Value.TotalMicroseconds.ShouldBe(
                            exact.TotalMicroseconds,
                            (exact.TotalMicroseconds * LatencyHistogram.RelativeError * 1.0001) + 0.1
                        );
                }
            );

    [Fact]
    public void Two_add_up_and_the_later_less_the_earlier_is_what_came_between() =>
        Gen.Select(_durations, _durations)
            .Sample(
                (first, second) =>
                {
                    var both = LatencyHistogram.Of(first).Plus(LatencyHistogram.Of(second));

                    both.Counts.ShouldBe(LatencyHistogram.Of([.. first, .. second]).Counts);
                    both.Minus(LatencyHistogram.Of(first)).Counts.ShouldBe(LatencyHistogram.Of(second).Counts);
                    both.Count.ShouldBe(first.Length + second.Length);
                }
            );

    [Fact]
    public void What_is_no_earlier_state_cannot_be_taken_off() =>
        Should.Throw<ArgumentException>(() =>
            LatencyHistogram
                .Of([TimeSpan.FromMilliseconds(1)])
                .Minus(LatencyHistogram.Of([TimeSpan.FromMilliseconds(2)]))
        );

    [Fact]
    public void Without_a_request_there_is_no_quantile()
    {
        LatencyHistogram.Empty.Quantile(0.99).ShouldBeNull();
        LatencyHistogram.Empty.Count.ShouldBe(0);
        LatencyHistogram.Of([TimeSpan.FromMilliseconds(1)]).AtRank(2).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1e15)]
    public void A_duration_out_of_range_is_counted_in_the_outermost_bucket(double microseconds) =>
        LatencyHistogram
            .BucketOf(TimeSpan.FromMicroseconds(microseconds))
            .ShouldBe(microseconds > 1 ? LatencyHistogram.BucketCount - 1 : 0);

    [Fact]
    public void Both_arms_are_read_as_they_were_written()
    {
        var stable = new ArmStats
        {
            Arm = Arm.Stable,
            Version = "v1.0.0",
            Requests = 3,
            Errors = 1,
            Latency = LatencyHistogram.Of([TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(1)]),
        };
        var at = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        var window = new ArmsWindow(at, at.AddMinutes(5), stable, stable with { Arm = Arm.Canary }, "step-1");

        ArmsWindow.Parse(window.ToJson()).ShouldBe(window);
        window.ToJson().ShouldContain("\"buckets\":{\"190\":1,\"346\":1}");
    }

    [Theory]
    [InlineData("""{"relative_error":0.01,"total_seconds":0,"buckets":{}}""")]
    [InlineData("""{"relative_error":0.02,"total_seconds":0,"buckets":{"x":1}}""")]
    [InlineData("""{"relative_error":0.02,"total_seconds":0,"buckets":{"1":-1}}""")]
    [InlineData("""{"relative_error":0.02,"total_seconds":0,"buckets":{"99999":1}}""")]
    [InlineData("[]")]
    public void What_is_no_histogram_is_refused(string json) =>
        Should.Throw<JsonException>(() =>
            ArmsWindow.Parse(
                """{"since":"2026-11-23T12:00:00Z","until":"2026-11-23T12:00:00Z","stable":{"arm":"stable","latency":"""
                    + json
                    + "}}"
            )
        );

    [Fact]
    public void A_window_is_the_difference_of_two_states_of_one_arm()
    {
        var earlier = new ArmStats
        {
            Arm = Arm.Canary,
            Requests = 10,
            Errors = 2,
            InFlight = 4,
        };
        var later = earlier with { Requests = 15, Errors = 3, InFlight = 1, Version = "v1.1.0" };

        var between = later.Minus(earlier);

        (between.Requests, between.Errors, between.InFlight, between.Version).ShouldBe((5, 1, 1, "v1.1.0"));
        Should.Throw<ArgumentException>(() => earlier.Minus(later));
        Should.Throw<ArgumentException>(() => later.Minus(earlier with { Arm = Arm.Stable }));
    }
}
