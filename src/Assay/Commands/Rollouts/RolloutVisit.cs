using Assay.Core.Rollouts;
using Assay.Git;
using Assay.Targets;
using Assay.Toolkit;

namespace Assay.Commands.Rollouts;

/// <summary>What a look came to.</summary>
/// <param name="View">The journal afterwards.</param>
/// <param name="Move">What followed from the look.</param>
/// <param name="Trouble">What could not be done at the target, if anything; the next look does it.</param>
internal sealed record Visited(JournalView View, RolloutMove Move, string? Trouble)
{
    public RolloutEntry Entry => View.History.Last!;
}

/// <summary>Looks at a rollout, moves it, writes that down, and does what is to be done: in this order, so that a kill loses nothing.</summary>
/// <param name="journal">The rollout's journal.</param>
/// <param name="target">Where it goes on.</param>
/// <param name="follow">Lets the stage follow, before the end is written down.</param>
/// <param name="actor">Who looks.</param>
/// <param name="clock">The clock.</param>
internal sealed class RolloutVisit(
    RolloutJournal journal,
    GatewayTarget target,
    Func<RolloutEntry, CancellationToken, Task> follow,
    string actor,
    TimeProvider clock
)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(10);

    /// <summary>One look at the rollout that is under way.</summary>
    /// <returns>null when somebody else moved it meanwhile.</returns>
    /// <exception cref="OperationError">when the journal cannot be written.</exception>
    public async Task<Visited?> LookAsync(JournalView view, CancellationToken cancellationToken)
    {
        var entry = view.History.Last!;
        var observation = await target.ObserveAsync(entry.Plan, entry.State, cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var move = Rollout.Advance(entry.Plan, entry.State, observation, now);
        if (move.State != entry.State)
        {
            if (move.State.Phase == RolloutPhase.Promoted)
            {
                await follow(entry, cancellationToken).ConfigureAwait(false);
            }

            if (
                await journal
                    .AppendAsync(entry.Moved(move, observation.Canary?.Image, actor, now), view, cancellationToken)
                    .ConfigureAwait(false)
                is not { } written
            )
            {
                return null;
            }

            view = written;
        }

        return new Visited(view, move, await DoAsync(entry.Plan, move, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks until the rollout is where it is wanted.</summary>
    /// <param name="view">The journal.</param>
    /// <param name="until">Whether that is far enough.</param>
    /// <param name="tell">Hears of each look.</param>
    /// <param name="cancellationToken">Ends the looking; the rollout goes on.</param>
    public async Task<Visited> GoOnAsync(
        JournalView view,
        Func<Visited, bool> until,
        Action<Visited> tell,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (await LookAsync(view, cancellationToken).ConfigureAwait(false) is { } visited)
            {
                tell(visited);
                if (until(visited) || visited.Entry.State.IsOver)
                {
                    return visited;
                }

                view = visited.View;
                if (visited.Move.Waits is not null || visited.Trouble is not null)
                {
                    await Task.Delay(PauseOf(visited), clock, cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            // Somebody else looks after it, too: their word is as good.
            view = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (view.History.Last is { State.IsOver: true } last)
            {
                return new Visited(view, new RolloutMove(last.State, []), null);
            }
        }
    }

    private static TimeSpan PauseOf(Visited visited)
    {
        if (visited.Entry.State.Phase != RolloutPhase.Step)
        {
            return visited.Trouble is null ? Soon : Often;
        }

        var share = visited.Entry.Plan.Every / 10;
        return share < Often ? Often
            : share > Seldom ? Seldom
            : share;
    }

    private async Task<string?> DoAsync(RolloutPlan plan, RolloutMove move, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var deed in move.Deeds)
            {
                await target.DoAsync(plan, deed, cancellationToken).ConfigureAwait(false);
            }

            if (move.State.Phase == RolloutPhase.Step)
            {
                await target.VisitAsync(cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationError e)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
