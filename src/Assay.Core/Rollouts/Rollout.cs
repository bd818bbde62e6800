using Assay.Core.Gates;
using Assay.Core.Names;
using Assay.Core.Reports;

namespace Assay.Core.Rollouts;

/// <summary>
/// The state machine of a rollout. A look never moves it by more than one phase or step, and what a phase wants done follows from
/// the phase and the look alone: whoever was killed between writing a state and doing its deeds finds them again.
/// </summary>
public static class Rollout
{
    /// <summary>What follows from a look at the target.</summary>
    /// <param name="plan">What is to be done.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="observation">The look.</param>
    /// <param name="now">When it was taken.</param>
    public static RolloutMove Advance(
        RolloutPlan plan,
        RolloutState state,
        Observation observation,
        DateTimeOffset now
    ) => new RolloutTurn(plan, state, observation, now).Take();

    /// <summary>The same rollout, going back since somebody said so.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="reason">Why, without a full stop.</param>
    /// <param name="now">When.</param>
    /// <returns>null when it is over, or the canary becomes stable already.</returns>
    public static RolloutState? Abort(RolloutState state, string reason, DateTimeOffset now) =>
        state.Phase
            is RolloutPhase.Promoting
                or RolloutPhase.Promoted
                or RolloutPhase.RolledBack
                or RolloutPhase.Expired
            ? null
            : state with
            {
                Phase = RolloutPhase.Aborting,
                Since = now,
                Reason = reason,
                Ending = RolloutPhase.RolledBack,
            };

    /// <summary>The name of a step's beginning at the gateway.</summary>
    public static string MarkOf(int step) => $"step-{step}";
}

/// <summary>One look.</summary>
internal sealed record RolloutTurn(RolloutPlan Plan, RolloutState State, Observation Look, DateTimeOffset Now)
{
    private TimeSpan Elapsed => Now - State.Since;

    public RolloutMove Take() =>
        State.IsOver ? new RolloutMove(State, [])
        : State.Phase == RolloutPhase.Aborting ? Abort()
        : Look.Problem is { } problem ? Unseen(problem)
        : State.Phase switch
        {
            RolloutPhase.Created => To(RolloutPhase.Starting, $"{Version} is started", new Deed.StartCanary()),
            RolloutPhase.Starting => Start(),
            RolloutPhase.Verifying => Verify(),
            RolloutPhase.Step => InStep(),
            _ => Promote(),
        };

    private string Version => Plan.Canary.Version.ToString();

    // Nothing is known: what the gateway guards goes on, and the canary does not.
    private RolloutMove Unseen(string problem)
    {
        var most = State.Phase == RolloutPhase.Step ? Plan.GiveUpAfter : Plan.ReadyWithin;
        return State.Phase is RolloutPhase.Promoting or RolloutPhase.Created || Elapsed <= most
            ? Wait(problem)
            : Back($"the target could not be looked at for {Lasting(most)}: {problem}", RolloutPhase.Expired);
    }

    private RolloutMove Start()
    {
        if (Look.Canary is { IsReady: true })
        {
            return To(RolloutPhase.Verifying, $"{Version} is ready");
        }

        var problem = Look.Canary?.Problem is { } said ? $": {said}" : "";
        return Elapsed > Plan.ReadyWithin
            ? Back($"{Version} did not get ready within {Lasting(Plan.ReadyWithin)}{problem}")
            : Wait($"{Version} is not ready yet{problem}", new Deed.StartCanary());
    }

    private RolloutMove Verify()
    {
        if (Look.Canary is not { IsReady: true } canary)
        {
            return Back($"the server of {Version} died before it was verified{Why(Look.Canary)}");
        }

        if (canary.Version != Version)
        {
            return Back($"the server of {Version} says it serves {Said(canary.Version)}");
        }

        if (canary.ModelDigest is { } digest && digest != Plan.Canary.ModelDigest)
        {
            return Back(
                $"the server of {Version} holds the model {digest.Abbreviated}, not {Plan.Canary.ModelDigest.Abbreviated}"
            );
        }

        return Plan.IsDirect
            ? To(RolloutPhase.Promoting, $"{Version} is verified", new Deed.MakeCanaryStable())
            : ToStep(1, $"{Version} is verified");
    }

    private RolloutMove InStep()
    {
        if (Look.WentBack is { } back)
        {
            return Back(
                $"the gateway took its share away: {back.Reason}",
                Unvisited ? RolloutPhase.Expired : RolloutPhase.RolledBack
            );
        }

        if (Unvisited)
        {
            return Back($"nobody visited for {Lasting(Plan.VisitWithin)}", RolloutPhase.Expired);
        }

        if (Look.Canary is not { IsReady: true })
        {
            return Back($"the server of {Version} died{Why(Look.Canary)}");
        }

        if (Look.Stable is not { IsReady: true })
        {
            return Undecided(
                $"the stable version does not answer{Why(Look.Stable)}; to go back would serve nobody",
                null,
                new Deed.StartStable()
            );
        }

        if (Look.Weight != Plan.WeightOf(State.Step) || Look.Window is null)
        {
            return Undecided($"the share of {Shown(State.Step)} is not given yet", null, Share(State.Step));
        }

        return Judge(Look.Window);
    }

    private RolloutMove Judge(ArmsWindow window)
    {
        var analysis = StepAnalysis.Judge(Plan, window);
        if (analysis.Outcome == Outcome.Fail)
        {
            return Back(analysis.Reason) with { Analysis = analysis };
        }

        var left = Plan.Every - (window.Until - window.Since);
        if (analysis.Outcome != Outcome.Pass)
        {
            return Undecided(analysis.Reason, analysis);
        }

        if (left > TimeSpan.Zero)
        {
            return Wait($"every rule holds; the step lasts {Lasting(left)} more") with { Analysis = analysis };
        }

        var reason = $"every rule held at {Shown(State.Step)} for {Lasting(window.Until - window.Since)}";
        return State.Step < Plan.Steps.Length
            ? ToStep(State.Step + 1, reason) with
            {
                Analysis = analysis,
            }
            : To(RolloutPhase.Promoting, reason, new Deed.MakeCanaryStable()) with
            {
                Analysis = analysis,
            };
    }

    private RolloutMove Undecided(string reason, StepAnalysis? analysis, params Deed[] deeds) =>
        (
            Elapsed > Plan.GiveUpAfter
                ? Back(
                    $"nothing was decided at {Shown(State.Step)} for {Lasting(Plan.GiveUpAfter)}: {reason}",
                    RolloutPhase.Expired
                )
                : Wait(reason, deeds)
        ) with
        {
            Analysis = analysis,
        };

    // Where it is stable already there is no way back but a rollback; before that there is.
    private RolloutMove Promote() =>
        Look.Stable is { } stable && stable.Version == Version
            ? Look.Canary is null && !Look.HasLeftovers
                ? To(RolloutPhase.Promoted, $"{Version} serves")
                : Wait("the version before it ends its requests", new Deed.MakeCanaryStable())
            : Look.Canary is not { IsReady: true }
                ? Back($"the server of {Version} died before it became stable{Why(Look.Canary)}")
                : Elapsed > Plan.ReadyWithin
                    ? Back($"{Version} could not become stable within {Lasting(Plan.ReadyWithin)}{Why(Look.Stable)}")
                    : Wait($"{Version} is not stable yet{Why(Look.Stable)}", new Deed.MakeCanaryStable());

    private RolloutMove Abort()
    {
        if (Look is { Problem: null, Canary: null, Weight: 0, HasLeftovers: false })
        {
            return To(State.Ending ?? RolloutPhase.RolledBack, State.Reason);
        }

        return Elapsed > Plan.VisitWithin
            ? To(
                RolloutPhase.Failed,
                $"it could not be taken back within {Lasting(Plan.VisitWithin)}"
                    + (Look.Problem is { } problem ? $": {problem}" : "")
            )
            : Wait(Look.Problem ?? $"{Version} ends its requests", new Deed.StopCanary());
    }

    private bool Unvisited => Look.LastVisit is { } visit && Now - visit > Plan.VisitWithin;

    private Deed.GiveShare Share(int step) => new(Plan.WeightOf(step), Rollout.MarkOf(step));

    private string Shown(int step) => Numbers.Percent((double)Plan.WeightOf(step) / 100);

    private static string Why(ServerHealth? health) => health?.Problem is { } problem ? $": {problem}" : "";

    private static string Said(string? version) => version is null ? "no version" : Quoted.Value(version);

    private static string Lasting(TimeSpan time) =>
        time >= TimeSpan.FromHours(1) ? $"{Numbers.Plain(Math.Round(time.TotalHours, 1))} h"
        : time >= TimeSpan.FromMinutes(1) ? $"{Numbers.Plain(Math.Round(time.TotalMinutes, 1))} min"
        : Numbers.Seconds(time.TotalSeconds);

    private RolloutMove ToStep(int step, string reason) =>
        new(State with { Phase = RolloutPhase.Step, Step = step, Since = Now, Reason = reason }, [Share(step)]);

    private RolloutMove To(RolloutPhase phase, string reason, params Deed[] deeds) =>
        new(State with { Phase = phase, Since = Now, Reason = reason }, [.. deeds]);

    private RolloutMove Back(string reason, RolloutPhase ending = RolloutPhase.RolledBack) =>
        new(
            State with
            {
                Phase = RolloutPhase.Aborting,
                Since = Now,
                Reason = reason,
                Ending = ending,
            },
            [new Deed.StopCanary()]
        );

    private RolloutMove Wait(string reason, params Deed[] deeds) => new(State, [.. deeds], Waits: reason);
}
