using Assay.Core.Rollouts;
using CsCheck;
using static Assay.Tests.Rollouts.SampleRollout;

namespace Assay.Tests.Rollouts;

public sealed class RolloutPropertyTests
{
    private static readonly Gen<ServerHealth?> _health = Gen.OneOf(
        Gen.Const((ServerHealth?)null),
        Gen.Const((ServerHealth?)Ready(Plan.Canary)),
        Gen.Const((ServerHealth?)Ready(Plan.Stable!)),
        Gen.Const((ServerHealth?)new ServerHealth(IsReady: false, Problem: "it died"))
    );

    private static readonly Gen<ArmsWindow?> _window = Gen.Select(
        Gen.Int[0, 3000],
        Gen.Int[0, 3000],
        Gen.Int[0, 100],
        Gen.Int[0, 600],
        (canary, stable, errors, seconds) =>
            errors == 100
                ? null
                : (ArmsWindow?)Window(canary, stable, errors * canary / 100, TimeSpan.FromSeconds(seconds))
    );

    private static readonly Gen<(Observation Look, TimeSpan After)> _look = Gen.Select(
        _health,
        _health,
        Gen.Int[0, 4].Select(i => new[] { 0m, 5m, 25m, 50m, 100m }[i]),
        _window,
        Gen.Int[0, 300],
        Gen.Int[0, 9],
        (stable, canary, weight, window, minutes, kind) =>
            (
                kind == 0
                    ? Observation.Unreachable("away")
                    : new Observation
                    {
                        Stable = stable,
                        Canary = canary,
                        Weight = weight,
                        Window = window,
                        WentBack = kind == 1 ? new WentBack(Noon, "guard") : null,
                        HasLeftovers = kind == 2,
                    },
                TimeSpan.FromMinutes(minutes)
            )
    );

    [Fact]
    public void The_weight_never_rises_after_an_abort_whatever_is_seen() =>
        _look
            .List[0, 40]
            .Sample(looks =>
            {
                var wentBack = false;
                foreach (var move in Walk(looks))
                {
                    wentBack |= move.State.WentBack;
                    if (wentBack)
                    {
                        move.State.WentBack.ShouldBeTrue();
                        move.State.WeightIn(Plan).ShouldBe(0);
                        move.Deeds.ShouldAllBe(deed => deed is Deed.StopCanary);
                    }
                }
            });

    [Fact]
    public void Without_a_window_with_requests_nothing_is_promoted_whatever_is_seen() =>
        _look
            .List[0, 60]
            .Sample(looks =>
                Walk(
                        looks.Select(l =>
                            (l.Look with { Window = l.Look.Window is null ? null : Window(0, 500) }, l.After)
                        )
                    )
                    .ShouldAllBe(move => move.State.Phase != RolloutPhase.Promoting)
            );

    [Fact]
    public void A_look_moves_by_one_step_at_most_and_the_same_look_says_the_same() =>
        _look
            .List[0, 40]
            .Sample(looks =>
            {
                var before = RolloutState.New(Noon);
                foreach (var move in Walk(looks))
                {
                    (move.State.Step - before.Step).ShouldBeInRange(0, 1);
                    before = move.State;
                }
            });

    // What a phase wants follows from phase and look: a deed that was not done is wanted again.
    [Theory]
    [InlineData(RolloutPhase.Starting)]
    [InlineData(RolloutPhase.Step)]
    [InlineData(RolloutPhase.Promoting)]
    [InlineData(RolloutPhase.Aborting)]
    public void A_deed_that_was_written_down_and_not_done_is_found_again(RolloutPhase phase)
    {
        var before = phase switch
        {
            RolloutPhase.Starting => RolloutState.New(Noon),
            RolloutPhase.Step => new RolloutState(RolloutPhase.Verifying, 0, Noon, ""),
            _ => new RolloutState(RolloutPhase.Step, Plan.Steps.Length, Noon, ""),
        };
        var look = phase == RolloutPhase.Aborting ? Look(Plan, before, Window(100, 100, 90)) : Look(Plan, before);
        var move = Rollout.Advance(Plan, before, look, Noon);
        move.State.Phase.ShouldBe(phase);
        move.Deeds.ShouldNotBeEmpty();

        var again = Rollout.Advance(Plan, move.State, look, Noon);

        again.State.ShouldBe(move.State);
        again.Deeds.ShouldBe(move.Deeds);
    }

    private static IEnumerable<RolloutMove> Walk(IEnumerable<(Observation Look, TimeSpan After)> looks)
    {
        var (state, now) = (RolloutState.New(Noon), Noon);
        foreach (var (look, after) in looks)
        {
            now += after;
            var move = Rollout.Advance(Plan, state, look, now);
            state = move.State;
            yield return move;
        }
    }
}
