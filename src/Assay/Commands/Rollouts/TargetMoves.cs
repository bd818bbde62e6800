using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Settings;
using Assay.Targets;
using Assay.Toolkit;

namespace Assay.Commands.Rollouts;

/// <summary>What promote and rollback do at the targets that a stage follows.</summary>
/// <param name="access">The registry and the targets.</param>
internal sealed class TargetMoves(RolloutAccess access)
{
    private const int MostRaces = 20;

    /// <summary>
    /// Lets a version serve at once, without a canary. A rollout that is under way is taken back first by whoever
    /// <paramref name="takesOver"/>, and is in the way of others.
    /// </summary>
    /// <returns>Why it does not serve there; null when it does.</returns>
    /// <exception cref="InputError">when another rollout is in the way.</exception>
    public async Task<string?> ServeAsync(
        TargetSettings target,
        SemanticVersion version,
        RunId run,
        Sha256Digest digest,
        PromotionEvidence? evidence,
        bool takesOver,
        CancellationToken cancellationToken
    )
    {
        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var journal = access.Journal(target);
        var visit = VisitOf(journal, there);
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (takesOver && view.History.Last is null)
            {
                // Nothing was ever served there, and a rollback begins nothing.
                return null;
            }

            if (view.History.UnderWay is { } entry)
            {
                if (!takesOver)
                {
                    if (version.Equals(entry.Plan.Stable?.Version))
                    {
                        return null;
                    }

                    throw new InputError(
                        $"{entry.Plan.Canary.Version} is being rolled out to {target.Name}: let it end, or take it back with "
                            + $"'assay deploy-canary abort --model {entry.Plan.Model} --target {target.Name}'"
                    );
                }

                view = (
                    await EndAsync(visit, journal, view, "a rollback", cancellationToken).ConfigureAwait(false)
                ).View;
            }

            if (view.History.Serves is { } serves && version.Equals(serves.Version))
            {
                await ReviveAsync(target, there, view.History, serves, cancellationToken).ConfigureAwait(false);
                return null;
            }

            var plan = new RolloutPlans(access.Settings, target, view.History, access.Context.Random).Direct(
                version,
                run,
                digest
            );
            if (
                await BeginAsync(journal, view, plan, evidence, null, cancellationToken).ConfigureAwait(false) is
                { } begun
            )
            {
                var log = new RolloutLog(access.Context.Runner);
                var end = await visit.GoOnAsync(begun, _ => false, log.Tell, cancellationToken).ConfigureAwait(false);
                return end.Entry.State.Phase == RolloutPhase.Promoted ? null : end.Entry.State.Reason;
            }
        }

        throw new OperationError(
            $"others began rollouts to {target.Name} {MostRaces} times meanwhile; try again later"
        );
    }

    /// <summary>Starts the version that serves again where it does not run any more, as after a restart of the machine.</summary>
    /// <exception cref="OperationError">when it cannot be started.</exception>
    public async Task ReviveAsync(
        TargetSettings target,
        GatewayTarget there,
        RolloutHistory history,
        RolloutVersion serves,
        CancellationToken cancellationToken
    )
    {
        var plan = new RolloutPlans(access.Settings, target, history, access.Context.Random).Direct(
            serves.Version,
            serves.Run,
            serves.ModelDigest,
            serves.Image
        );
        var now = access.Context.Clock.GetUtcNow();
        var look = await there.ObserveAsync(plan, RolloutState.New(now), cancellationToken).ConfigureAwait(false);
        if (look is { Problem: null, Stable: not { IsReady: true } })
        {
            access.Context.Runner.Info(
                $"{serves.Version} does not run at {target.Name} any more; it is started again."
            );
            await there.DoAsync(plan, new Deed.StartStable(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes back what is being rolled out, or could not be taken back before, and waits until it is gone.</summary>
    /// <returns>The rollout, ended; null when there was none.</returns>
    public async Task<RolloutEntry?> AbortAsync(
        TargetSettings target,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var journal = access.Journal(target);
        var view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (view.History.Last is not ({ State.IsOver: false } or { State.Phase: RolloutPhase.Failed }))
        {
            return null;
        }

        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        return (
            await EndAsync(VisitOf(journal, there), journal, view, reason, cancellationToken).ConfigureAwait(false)
        ).Entry;
    }

    /// <summary>Writes the first move of a rollout. Null when somebody else was first.</summary>
    public async Task<JournalView?> BeginAsync(
        RolloutJournal journal,
        JournalView view,
        RolloutPlan plan,
        PromotionEvidence? evidence,
        string? overriding,
        CancellationToken cancellationToken
    )
    {
        var now = access.Context.Clock.GetUtcNow();
        return await journal
            .AppendAsync(
                new RolloutEntry
                {
                    Plan = plan,
                    State = RolloutState.New(now),
                    Actor = access.Registry.Actor,
                    At = now,
                    Evidence = evidence,
                    Override = overriding,
                },
                view,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The visits to a target whose stage, if it has one, follows.</summary>
    public RolloutVisit VisitOf(RolloutJournal journal, GatewayTarget there, string? stage = null) =>
        new(
            journal,
            there,
            (entry, token) => stage is null ? Task.CompletedTask : StageFollow.MoveAsync(access, stage, entry, token),
            access.Registry.Actor,
            access.Context.Clock
        );

    // What becomes stable already is let go on to its end.
    private async Task<Visited> EndAsync(
        RolloutVisit visit,
        RolloutJournal journal,
        JournalView view,
        string reason,
        CancellationToken cancellationToken
    )
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var entry = view.History.Last!;
            var now = access.Context.Clock.GetUtcNow();
            if (Rollout.Abort(entry.State, reason, now) is not { } aborting)
            {
                break;
            }

            var aborted = entry with { State = aborting, Actor = access.Registry.Actor, At = now, Analysis = null };
            if (await journal.AppendAsync(aborted, view, cancellationToken).ConfigureAwait(false) is { } written)
            {
                view = written;
                break;
            }

            view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        var log = new RolloutLog(access.Context.Runner);
        return await visit.GoOnAsync(view, _ => false, log.Tell, cancellationToken).ConfigureAwait(false);
    }
}
