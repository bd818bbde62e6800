using Assay.Core.Rollouts;
using static Assay.Tests.Rollouts.SampleRollout;

namespace Assay.Tests.Rollouts;

public sealed class RolloutPlanTests
{
    [Fact]
    public void A_sound_plan_has_no_problem() => Plan.Problems().ShouldBeEmpty();

    [Fact]
    public void Shares_that_do_not_rise_are_refused() =>
        (Plan with { Steps = [5, 25, 25] })
            .Problems()
            .ShouldBe(["step 25 after 25: expected shares that rise, for example 5, 25, 50"]);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(12.345)]
    public void A_share_that_the_gateway_cannot_give_is_refused(double step) =>
        (Plan with { Steps = [(decimal)step] }).Problems().ShouldHaveSingleItem().ShouldContain("is no share");

    [Fact]
    public void A_condition_on_what_is_not_measured_is_refused() =>
        (Plan with { Analysis = [Condition("prediction_drift <= 0.1")] })
            .Problems()
            .ShouldHaveSingleItem()
            .ShouldBe(
                "'prediction_drift <= 0.1' names prediction_drift, which a rollout does not measure; expected one of error_rate, refusal_rate, latency_p50, latency_p95, latency_p99"
            );

    [Theory]
    [InlineData(1, 2)]
    [InlineData(60, 6)]
    public void Nobody_may_stay_away_for_two_hours_or_six_intervals(int minutes, double hours) =>
        RolloutPlan.VisitWithinOf(TimeSpan.FromMinutes(minutes)).TotalHours.ShouldBe(hours);
}
