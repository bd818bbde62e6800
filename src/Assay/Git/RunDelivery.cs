using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Git;

/// <summary>Brings runs that wait in the store to the remote, or leaves them in a bundle.</summary>
/// <param name="store">Where this clone keeps runs.</param>
/// <param name="workspace">The folder that a bundle is left in.</param>
internal sealed class RunDelivery(LedgerStore store, string workspace)
{
    private const int MostEarlier = 256;

    // A younger one may be on its way already, sent by the process that made it.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    /// <summary>Sends runs with one push, together with earlier ones that wait here; leaves a bundle where they are not taken.</summary>
    public async Task<PushOutcome> SendAsync(ImmutableArray<RunId> runs, CancellationToken cancellationToken)
    {
        if (store.Remote is not { } remote)
        {
            return new PushOutcome.Kept();
        }

        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var now = store.Clock.GetUtcNow();
        var earlier = refs
            .OwnInbox.Select(r => r.Key)
            .Where(id => !runs.Contains(id) && now - id.Time > Forgotten)
            .Take(MostEarlier);
        var updates = runs.Concat(earlier)
            .Select(RefNames.InboxOf)
            .Where(refs.Own.ContainsKey)
            .Select(name => new RefUpdate(name, null, refs.Own[name]))
            .ToArray();
        var sent = await PushAsync(updates, cancellationToken).ConfigureAwait(false);
        var names = runs.Select(RefNames.InboxOf).ToHashSet();
        if (sent.Refs.Any(r => names.Contains(r.Key) && r.Value != PublicationResult.Done))
        {
            var waiting = refs.OwnInbox.Where(r => runs.Contains(r.Key)).ToArray();
            var bundle = await RunBundle
                .ExportAsync(store, waiting, workspace, cancellationToken)
                .ConfigureAwait(false);
            return new PushOutcome.Left(remote, sent.Reason, sent.Failure, bundle);
        }

        return new PushOutcome.Pushed(
            remote,
            sent.Refs.Count(r => !names.Contains(r.Key) && r.Value == PublicationResult.Done)
        );
    }

    /// <summary>Leaves a run in a bundle and sends nothing.</summary>
    public async Task<PushOutcome> HandOnAsync(RunId run, string commit, CancellationToken cancellationToken) =>
        new PushOutcome.HandedOn(
            await RunBundle.ExportAsync(store, [new(run, commit)], workspace, cancellationToken).ConfigureAwait(false)
        );

    // Two pushes that meet at one lock of the server both made sense: the loser sends again what is not there yet.
    private async Task<Publication> PushAsync(RefUpdate[] updates, CancellationToken cancellationToken)
    {
        var all = updates.ToDictionary(u => u.Name, _ => PublicationResult.Lost);
        var last = await Patience
            .Race.TryAsync(
                async token =>
                {
                    var open = updates.Where(u => all[u.Name] == PublicationResult.Lost).ToArray();
                    var sent = await store.PublishAsync(open, together: false, token).ConfigureAwait(false);
                    foreach (var (name, result) in sent.Refs)
                    {
                        all[name] = result;
                    }

                    return sent;
                },
                sent => sent.Refs.Values.Contains(PublicationResult.Lost),
                store.Clock,
                cancellationToken
            )
            .ConfigureAwait(false);
        return last with { Refs = all };
    }
}
