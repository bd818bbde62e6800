using Assay.Core.Gates;
using Assay.Core.Rollouts;
using static Assay.Tests.Rollouts.SampleRollout;

namespace Assay.Tests.Rollouts;

public sealed class RolloutTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Ten_steps_are_walked_by_looks_alone()
    {
        var plan = Plan with { Steps = [1, 2, 5, 10, 20, 30, 40, 50, 60, 80] };
        var (state, now, shares) = (RolloutState.New(Noon), Noon, new List<decimal>());
        for (var i = 0; i < 20 && !state.IsOver; i++)
        {
            var move = Rollout.Advance(plan, state, Look(plan, state), now += _minute);
            shares.AddRange(move.Deeds.OfType<Deed.GiveShare>().Select(d => d.Weight));
            state = move.State;
        }

        state.Phase.ShouldBe(RolloutPhase.Promoted);
        shares.ShouldBe(plan.Steps);
    }

    [Fact]
    public void The_first_version_of_a_target_serves_once_it_is_verified()
    {
        var plan = Plan with { Stable = null };
        var state = RolloutState.New(Noon);
        var phases = new List<RolloutPhase>();
        while (!state.IsOver)
        {
            state = Rollout.Advance(plan, state, Look(plan, state), Noon).State;
            phases.Add(state.Phase);
        }

        phases.ShouldBe([RolloutPhase.Starting, RolloutPhase.Verifying, RolloutPhase.Promoting, RolloutPhase.Promoted]);
    }

    [Fact]
    public void What_cannot_become_stable_goes_back_in_the_end_with_what_the_target_says()
    {
        var state = InFirstStep with { Phase = RolloutPhase.Promoting };
        var look = new Observation
        {
            Stable = new ServerHealth(false, Problem: "the gateway does not run: port 8080 is in use"),
            Canary = Ready(Plan.Canary),
        };

        var waiting = Rollout.Advance(Plan, state, look, Noon + _minute);
        var given = Rollout.Advance(Plan, state, look, Noon + Plan.ReadyWithin + _minute);

        waiting.Deeds.ShouldBe([new Deed.MakeCanaryStable()]);
        waiting.Waits.ShouldBe("v1.1.0 is not stable yet: the gateway does not run: port 8080 is in use");
        given.State.Phase.ShouldBe(RolloutPhase.Aborting);
        given.State.Reason.ShouldStartWith("v1.1.0 could not become stable within 5 min");
    }

    [Fact]
    public void A_canary_that_fails_goes_back_at_once_with_the_numbers()
    {
        var move = Step(Window(60, 1000, errors: 20, over: TimeSpan.FromSeconds(3)));

        move.State.Phase.ShouldBe(RolloutPhase.Aborting);
        move.State.Reason.ShouldStartWith(
            "error rate 33.33 % of 60 requests is not within 5 %: truly it is at least 1"
        );
        move.Deeds.ShouldBe([new Deed.StopCanary()]);
        Rollout.Advance(Plan, move.State, Look(Plan, move.State), Noon).State.Phase.ShouldBe(RolloutPhase.RolledBack);
    }

    [Fact]
    public void Thin_traffic_decides_nothing_and_says_how_much_is_missing()
    {
        var move = Step(Window(40, 700));

        move.State.ShouldBe(InFirstStep);
        move.Deeds.ShouldBeEmpty();
        move.Analysis!.Outcome.ShouldBe(Outcome.Inconclusive);
        move.Analysis.Missing.ShouldBe(60);
        move.Waits.ShouldBe("the canary has answered 40 of at least 100 requests; 60 more are needed");
    }

    [Fact]
    public void No_traffic_waits_and_goes_back_in_the_end()
    {
        var look = Look(Plan, InFirstStep, Window(0, 0));
        var waiting = Rollout.Advance(Plan, InFirstStep, look, Noon + TimeSpan.FromHours(1));
        var given = Rollout.Advance(
            Plan,
            InFirstStep,
            look with
            {
                LastVisit = Noon + TimeSpan.FromHours(23.9),
            },
            Noon + TimeSpan.FromHours(24.1)
        );

        waiting.State.ShouldBe(InFirstStep);
        waiting.Analysis!.Outcome.ShouldBe(Outcome.NoData);
        given.State.Ending.ShouldBe(RolloutPhase.Expired);
        given.State.Reason.ShouldContain("nothing was decided at 5 % for 24 h: the canary has answered no request yet");
    }

    [Fact]
    public void A_step_lasts_its_time_even_if_every_rule_holds()
    {
        var move = Step(Window(1000, 9000, over: TimeSpan.FromMinutes(4)));

        move.State.ShouldBe(InFirstStep);
        move.Analysis!.Outcome.ShouldBe(Outcome.Pass);
        move.Waits.ShouldBe("every rule holds; the step lasts 1 min more");
    }

    [Fact]
    public void A_key_that_no_request_carries_decides_nothing()
    {
        var plan = Plan with { SplitBy = new SplitKey(KeySource.Field, "customer_id") };
        var window = Window(1000, 0, keyless: 1000) with { Stable = new ArmStats { Arm = Arm.Stable } };
        var move = Rollout.Advance(plan with { Analysis = [] }, InFirstStep, Look(plan, InFirstStep, window), Noon);

        move.State.ShouldBe(InFirstStep);
        move.Waits.ShouldBe("none of 1,000 requests carries the field 'customer_id' that users are split by");
    }

    [Fact]
    public void A_rollout_that_nobody_visits_goes_back()
    {
        var look = Look(Plan, InFirstStep) with { LastVisit = Noon };

        var move = Rollout.Advance(Plan, InFirstStep, look, Noon + TimeSpan.FromHours(2.1));

        move.State.Ending.ShouldBe(RolloutPhase.Expired);
        move.State.Reason.ShouldBe("nobody visited for 2 h");
    }

    [Fact]
    public void What_the_gateway_took_back_by_itself_stays_back()
    {
        var look = Look(Plan, InFirstStep) with { WentBack = new WentBack(Noon, "error rate 40 %"), Weight = 0 };

        var move = Rollout.Advance(Plan, InFirstStep, look, Noon);

        move.State.Ending.ShouldBe(RolloutPhase.RolledBack);
        move.State.Reason.ShouldBe("the gateway took its share away: error rate 40 %");
    }

    [Fact]
    public void A_canary_that_never_gets_ready_goes_back()
    {
        var starting = InFirstStep with { Phase = RolloutPhase.Starting, Step = 0 };
        var look = new Observation
        {
            Stable = Ready(Plan.Stable!),
            Canary = new ServerHealth(false, Problem: "it ended with 1"),
        };

        var waiting = Rollout.Advance(Plan, starting, look, Noon + _minute);
        var back = Rollout.Advance(Plan, starting, look, Noon + (6 * _minute));

        waiting.Waits.ShouldBe("v1.1.0 is not ready yet: it ended with 1");
        waiting.Deeds.ShouldBe([new Deed.StartCanary()]);
        back.State.Reason.ShouldBe("v1.1.0 did not get ready within 5 min: it ended with 1");
    }

    [Fact]
    public void A_server_that_holds_another_model_goes_back()
    {
        var verifying = InFirstStep with { Phase = RolloutPhase.Verifying, Step = 0 };
        var look = new Observation { Canary = Ready(Plan.Canary) with { ModelDigest = Plan.Stable!.ModelDigest } };

        Rollout
            .Advance(Plan, verifying, look, Noon)
            .State.Reason.ShouldStartWith("the server of v1.1.0 holds the model");
    }

    [Fact]
    public void A_stable_that_dies_is_started_again_and_the_canary_waits()
    {
        var look = Look(Plan, InFirstStep) with { Stable = new ServerHealth(IsReady: false) };

        var move = Rollout.Advance(Plan, InFirstStep, look, Noon + _minute);

        move.State.ShouldBe(InFirstStep);
        move.Deeds.ShouldBe([new Deed.StartStable()]);
    }

    [Fact]
    public void A_target_that_cannot_be_looked_at_changes_nothing_until_too_long()
    {
        var look = Observation.Unreachable("the engine does not answer");

        Rollout.Advance(Plan, InFirstStep, look, Noon + _minute).State.ShouldBe(InFirstStep);
        Rollout
            .Advance(Plan, InFirstStep, look, Noon + TimeSpan.FromHours(25))
            .State.Ending.ShouldBe(RolloutPhase.Expired);
    }

    [Fact]
    public void A_return_that_cannot_be_done_fails_and_may_be_asked_for_again()
    {
        var aborting = Rollout.Abort(InFirstStep, "asked for", Noon)!;
        var look = Observation.Unreachable("the engine does not answer");

        var failed = Rollout.Advance(Plan, aborting, look, Noon + TimeSpan.FromHours(3)).State;

        failed.Phase.ShouldBe(RolloutPhase.Failed);
        Rollout.Abort(failed, "asked for", Noon)!.Phase.ShouldBe(RolloutPhase.Aborting);
    }

    [Fact]
    public void What_becomes_stable_is_not_aborted_any_more() =>
        Rollout.Abort(InFirstStep with { Phase = RolloutPhase.Promoting }, "asked for", Noon).ShouldBeNull();

    private static RolloutState InFirstStep { get; } = new(RolloutPhase.Step, 1, Noon, "v1.1.0 is verified");

    private static RolloutMove Step(ArmsWindow window) =>
        Rollout.Advance(Plan, InFirstStep, Look(Plan, InFirstStep, window), Noon + (5 * _minute));
}
