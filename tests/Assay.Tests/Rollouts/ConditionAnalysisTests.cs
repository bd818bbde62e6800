using Assay.Core.Gates;
using Assay.Core.Rollouts;
using Assay.Core.Statistics;
using static Assay.Tests.Rollouts.SampleRollout;

namespace Assay.Tests.Rollouts;

public sealed class ConditionAnalysisTests
{
    private const double Alpha = 0.01;

    [Theory]
    [InlineData("error_rate <= 1%", 0, 300, Outcome.Pass)]
    [InlineData("error_rate <= 1%", 0, 200, Outcome.Inconclusive)]
    [InlineData("error_rate <= 1%", 2, 200, Outcome.Inconclusive)]
    [InlineData("error_rate <= 1%", 6, 400, Outcome.Inconclusive)]
    [InlineData("error_rate <= 1%", 30, 400, Outcome.Fail)]
    [InlineData("error_rate <= stable + 1%", 4, 400, Outcome.Pass)]
    [InlineData("error_rate <= stable + 1%", 40, 400, Outcome.Fail)]
    [InlineData("error_rate <= 0%", 0, 100, Outcome.Pass)]
    [InlineData("error_rate == 0", 1, 100, Outcome.Fail)]
    [InlineData("refusal_rate <= 10%", 0, 100, Outcome.Pass)]
    public void A_rate_fails_when_that_is_proven_and_passes_with_enough_requests(
        string condition,
        long errors,
        long requests,
        Outcome expected
    ) => Judge(condition, Window(requests, 8000, errors)).Outcome.ShouldBe(expected);

    [Theory]
    [InlineData("latency_p99 <= 20ms", 0.01, 300, Outcome.Pass)]
    [InlineData("latency_p99 <= 20ms", 0.01, 200, Outcome.Inconclusive)]
    [InlineData("latency_p50 <= 20ms", 0.04, 100, Outcome.Fail)]
    [InlineData("latency_p95 <= stable * 1.2", 0.011, 100, Outcome.Pass)]
    [InlineData("latency_p95 <= stable * 1.2", 0.02, 100, Outcome.Fail)]
    [InlineData("latency_p95 <= stable * 1.2", 0.02, 1, Outcome.Inconclusive)]
    public void A_latency_fails_when_that_is_proven_and_passes_with_enough_requests(
        string condition,
        double seconds,
        long requests,
        Outcome expected
    ) => Judge(condition, Window(requests, 8000, canarySeconds: seconds)).Outcome.ShouldBe(expected);

    [Fact]
    public void A_verdict_names_figure_limit_counts_and_what_is_missing()
    {
        var rule = Judge("latency_p99 <= stable * 1.2", Window(200, 8000));

        rule.Missing.ShouldBe(99);
        rule.Reason.ShouldBe(
            "latency p99 10 ms of 200 requests, to be within 12 ms (≤ stable × 1.2; stable 10 ms of 8,000 requests): the canary needs 99 more of at least 299 requests"
        );
    }

    [Fact]
    public void Without_a_request_there_is_no_data()
    {
        Judge("error_rate <= 1%", Window(0, 500)).Outcome.ShouldBe(Outcome.NoData);
        Judge("error_rate <= stable", Window(500, 0)).Outcome.ShouldBe(Outcome.NoData);
    }

    [Fact]
    public void The_gateway_goes_back_by_the_same_rules()
    {
        var rules = AbortRules.Parse(["error_rate <= 5%", "latency_p99 <= stable * 3"]);

        rules.ReasonToGoBack(Window(100, 1000)).ShouldBeNull();
        rules.ReasonToGoBack(Window(100, 1000, errors: 50)).ShouldStartWith("error rate 50 % of 100 requests");
        rules.ReasonToGoBack(Window(0, 0)).ShouldBeNull();
        Should.Throw<FormatException>(() => AbortRules.Parse(["error_rate is fine"]));
    }

    // Both arms alike, looked at every 20 requests: the condition "no slower than stable" is at its limit.
    [Theory]
    [InlineData("latency_p99 <= stable")]
    [InlineData("latency_p50 <= stable")]
    public void Repeated_looks_at_two_equal_arms_seldom_send_a_canary_back(string condition)
    {
        var back = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new Pcg32(seed, 7);
            var (stable, canary) = (new List<TimeSpan>(), new List<TimeSpan>());
            for (var i = 1; i <= 1000; i++)
            {
                // Exponential, 10 ms in the mean.
                (i % 2 == 0 ? canary : stable).Add(TimeSpan.FromMilliseconds(-10 * Math.Log(1 - random.NextDouble())));
                if (i % 20 == 0 && Judge(condition, Of(stable, canary), 0.05).Outcome == Outcome.Fail)
                {
                    back++;
                    break;
                }
            }
        }

        // 5 % of 200, and three standard deviations.
        back.ShouldBeLessThan(20);
    }

    private static AnalysisRule Judge(string condition, ArmsWindow window, double alpha = Alpha) =>
        ConditionAnalysis.Judge(Condition(condition), window, alpha, smallestSample: 100);

    private static ArmsWindow Of(List<TimeSpan> stable, List<TimeSpan> canary) =>
        new(Noon, Noon, Of(Arm.Stable, stable), Of(Arm.Canary, canary));

    private static ArmStats Of(Arm arm, List<TimeSpan> durations) =>
        new()
        {
            Arm = arm,
            Requests = durations.Count,
            Latency = LatencyHistogram.Of(durations),
        };
}
