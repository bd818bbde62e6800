using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>
/// Moves runs from the inbox into the ledger's index: new commits whose parents are the ledger's tip and the runs' commits,
/// so that every run stays reachable and one chain of hashes covers all. The ledger moves by compare-and-swap: whoever is
/// second reads again and folds what is left. Folding twice changes nothing, and a kill at any point loses nothing.
/// </summary>
/// <param name="store">Where this clone keeps runs.</param>
/// <param name="warn">Hears of refs in the inbox that are no runs.</param>
internal sealed class LedgerFold(LedgerStore store, Action<string> warn)
{
    // So many deletions fit into one command.
    private const int Most = 4 * FoldPolicy.Batch;

    /// <summary>Folds the inbox if it is due, once: of jobs that meet here one does it, and the others have lost nothing.</summary>
    /// <exception cref="OperationError">when the remote cannot be reached.</exception>
    public async Task<FoldOutcome> WhenDueAsync(CancellationToken cancellationToken) =>
        await TryAsync(always: false, cancellationToken).ConfigureAwait(false) ?? new FoldOutcome.Overtaken();

    /// <summary>Folds whatever the inbox holds, due or not.</summary>
    /// <exception cref="OperationError">when the remote cannot be reached, or others were faster nine times.</exception>
    public async Task<FoldOutcome> AllAsync(CancellationToken cancellationToken)
    {
        for (var runs = 0; ; )
        {
            var outcome = await Patience
                .Race.TryAsync(
                    token => TryAsync(always: true, token),
                    lost => lost is null,
                    store.Clock,
                    cancellationToken
                )
                .ConfigureAwait(false);
            runs += (outcome as FoldOutcome.Folded)?.Runs ?? 0;
            switch (outcome)
            {
                case null:
                    throw new OperationError("the ledger was moved by others each time it was folded: try again later");
                case FoldOutcome.Folded { IsMore: true, Runs: > 0 }:
                    continue;
                case FoldOutcome.Refused:
                    return outcome;
                default:
                    return runs > 0 ? new FoldOutcome.Folded(runs) : outcome;
            }
        }
    }

    // Null when somebody else was faster.
    private async Task<FoldOutcome?> TryAsync(bool always, CancellationToken cancellationToken)
    {
        await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var inbox = refs.SeenInbox.Take(Most).ToArray();
        if (inbox.Length == 0 || !(always || FoldPolicy.IsDue([.. inbox.Select(r => r.Key)], store.Clock.GetUtcNow())))
        {
            return new FoldOutcome.NotDue(inbox.Length);
        }

        var index = await LedgerIndex
            .ReadAsync(store, refs.Seen.GetValueOrDefault(RefNames.Ledger), cancellationToken)
            .ConfigureAwait(false);
        var known = index.Runs.ToDictionary(r => r.Id, r => r.Commit);
        var fresh = await ReadAsync([.. inbox.Where(r => !known.ContainsKey(r.Key))], cancellationToken)
            .ConfigureAwait(false);
        var tip = await CommitAsync(index, fresh, cancellationToken).ConfigureAwait(false);
        var gone = inbox.Where(r => known.GetValueOrDefault(r.Key) == r.Value || fresh.Any(f => f.Id == r.Key));
        RefUpdate[] updates =
        [
            .. tip == index.Commit ? (RefUpdate[])[] : [new RefUpdate(RefNames.Ledger, index.Commit, tip)],
            .. gone.Select(r => new RefUpdate(RefNames.InboxOf(r.Key), r.Value, null)),
        ];
        var published = await store.PublishAsync(updates, together: true, cancellationToken).ConfigureAwait(false);
        return published.Result switch
        {
            PublicationResult.Done => new FoldOutcome.Folded(fresh.Length, inbox.Length == Most),
            PublicationResult.Lost => null,
            PublicationResult.Refused => new FoldOutcome.Refused(published.Reason),
            _ => throw new OperationError($"the ledger at '{store.Remote}' cannot be reached: {published.Reason}"),
        };
    }

    private async Task<ImmutableArray<RunSummary>> ReadAsync(
        IReadOnlyList<KeyValuePair<RunId, string>> inbox,
        CancellationToken cancellationToken
    )
    {
        var read = await RunTree.ReadAsync(store.Objects, inbox, cancellationToken).ConfigureAwait(false);
        var runs = ImmutableArray.CreateBuilder<RunSummary>();
        foreach (var ((id, commit), (run, problem)) in inbox.Zip(read))
        {
            if (run is null)
            {
                warn($"{RefNames.InboxOf(id)} is not folded: {problem}");
            }
            else
            {
                runs.Add(RunSummary.Of(run, commit));
            }
        }

        return runs.DrainToImmutable();
    }

    private async Task<string?> CommitAsync(
        LedgerIndex index,
        ImmutableArray<RunSummary> runs,
        CancellationToken cancellationToken
    )
    {
        if (runs.IsEmpty)
        {
            return index.Commit;
        }

        var segments = index.Segments;
        var (last, content) = (0, Array.Empty<byte>());
        if (!segments.IsEmpty)
        {
            last = segments.Keys.Last();
            content = (await store.Objects.ReadAsync([segments[last]], cancellationToken).ConfigureAwait(false))[0]!;
        }

        var format = await store.Writer.WriteBlobAsync(LedgerFormat.Format, cancellationToken).ConfigureAwait(false);
        var tip = index.Commit;
        foreach (var batch in runs.Chunk(FoldPolicy.Batch))
        {
            var changed = LedgerFormat.Append(last, content, [.. batch.Select(IndexLine.Write)]);
            foreach (var (number, bytes) in changed)
            {
                var blob = await store.Writer.WriteBlobAsync(bytes, cancellationToken).ConfigureAwait(false);
                segments = segments.SetItem(number, blob);
                (last, content) = (number, bytes);
            }

            tip = await CommitAsync(tip, format, segments, batch, cancellationToken).ConfigureAwait(false);
        }

        return tip;
    }

    private async Task<string> CommitAsync(
        string? parent,
        string format,
        ImmutableSortedDictionary<int, string> segments,
        RunSummary[] runs,
        CancellationToken cancellationToken
    )
    {
        var folder = await store
            .Writer.WriteTreeAsync(
                segments.Select(s => new TreeEntry(LedgerFormat.NameOf(s.Key), s.Value)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var tree = await store
            .Writer.WriteTreeAsync(
                [new(LedgerFormat.FormatFile, format), new(LedgerFormat.Segments, folder, IsTree: true)],
                cancellationToken
            )
            .ConfigureAwait(false);
        return await store
            .Writer.WriteCommitAsync(
                tree,
                [.. parent is null ? (string[])[] : [parent], .. runs.Select(r => r.Commit)],
                $"fold {runs.Length} runs\n",
                store.Clock.GetUtcNow(),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
