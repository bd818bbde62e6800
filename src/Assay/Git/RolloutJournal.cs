using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>What a journal holds, and the commit that holds the last of it.</summary>
internal sealed record JournalView(RolloutHistory History, ChainTip Tip);

/// <summary>
/// The journal of a model's rollouts to a target: a chain of commits that moves by compare-and-swap, which makes it the lock,
/// too.
/// </summary>
/// <param name="store">Where this clone keeps it.</param>
/// <param name="target">The target.</param>
/// <param name="model">The model.</param>
/// <param name="warn">Hears what a person should know and no caller needs to act upon.</param>
/// <param name="hurried">Whether to do without the remote when it cannot be reached.</param>
internal sealed class RolloutJournal(
    LedgerStore store,
    string target,
    string model,
    Action<string> warn,
    bool hurried = false
)
{
    private readonly string _name = RefNames.RolloutOf(target, model);

    private CommitChain Chain => new(store, _name, RolloutDocument.FileName);

    /// <summary>All journals of a model, as they were seen last.</summary>
    /// <exception cref="OperationError">when one is no journal.</exception>
    public static async Task<ImmutableArray<RolloutHistory>> AllAsync(
        LedgerStore store,
        string model,
        CancellationToken cancellationToken
    )
    {
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var histories = ImmutableArray.CreateBuilder<RolloutHistory>();
        foreach (
            var name in refs.Names(RefNames.Rollouts)
                .Where(name => name.EndsWith("/" + RefNames.Segment(model), StringComparison.Ordinal))
        )
        {
            var entries = await new CommitChain(store, name, RolloutDocument.FileName)
                .ReadAsync(refs[name]!, d => RolloutDocument.Read(d), cancellationToken)
                .ConfigureAwait(false);
            histories.Add(RolloutHistory.Fold(entries));
        }

        return histories.ToImmutable();
    }

    /// <summary>Reads it, after a look at the remote.</summary>
    /// <exception cref="OperationError">when the remote cannot be read, or the journal is not one.</exception>
    public async Task<JournalView> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e) when (hurried)
        {
            warn($"{e.Message} What follows is what was seen before.");
        }

        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var tip = await Chain
            .TipAsync(
                refs,
                _ =>
                {
                    warn(
                        $"what was done at {target} from here while '{store.Remote}' could not be reached was never sent, and "
                            + "others have gone on since: it is no part of the journal"
                    );
                    return Task.CompletedTask;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (tip.Commit is not { } newest)
        {
            return new JournalView(RolloutHistory.Empty, tip);
        }

        var entries = await Chain
            .ReadAsync(newest, d => RolloutDocument.Read(d), cancellationToken)
            .ConfigureAwait(false);
        return entries.Any(entry => entry.Plan.Model != model || entry.Plan.Target != target)
            ? throw new OperationError(
                $"{_name} at {newest[..12]} is the journal of something else; see 'git log {newest}'"
            )
            : new JournalView(RolloutHistory.Fold(entries), tip);
    }

    /// <summary>Writes one move on top of what was read. Null when somebody else wrote first: read and decide again.</summary>
    /// <exception cref="OperationError">when the remote does not allow it or cannot be reached.</exception>
    public async Task<JournalView?> AppendAsync(
        RolloutEntry entry,
        JournalView after,
        CancellationToken cancellationToken
    )
    {
        var commit = await Chain
            .WriteAsync(
                RolloutDocument.Write(entry),
                $"{KebabCase.Of(entry.State.Phase)} {entry.Plan.Model}@{entry.Plan.Canary.Version} at {entry.Plan.Target}\n",
                after.Tip.Commit,
                entry.At,
                cancellationToken
            )
            .ConfigureAwait(false);
        var expected = store.Remote is null ? after.Tip.Commit : after.Tip.Seen;
        var published = await store
            .PublishAsync([new RefUpdate(_name, expected, commit)], together: true, cancellationToken)
            .ConfigureAwait(false);
        var isKept = published.Result == PublicationResult.Unreachable && hurried;
        if (isKept)
        {
            var kept = new RefUpdate(_name, after.Tip.Own, commit);
            published = await store.KeepAsync([kept], cancellationToken).ConfigureAwait(false);
        }

        return published.Result switch
        {
            PublicationResult.Done => new JournalView(
                RolloutHistory.Fold(after.History.Entries.Add(entry)),
                new ChainTip(commit, isKept ? after.Tip.Seen : commit)
            ),
            PublicationResult.Lost => null,
            PublicationResult.Refused => throw new OperationError(
                $"the rollout cannot be recorded, so nothing was done: '{store.Remote}' refused it ({published.Reason}). May this "
                    + "token or user write there (on GitHub 'permissions: contents: write')?"
            ),
            _ => throw new OperationError(
                $"the rollout cannot be recorded, so nothing was done: '{store.Remote}' cannot be reached ({published.Reason}); try again later"
            ),
        };
    }
}
