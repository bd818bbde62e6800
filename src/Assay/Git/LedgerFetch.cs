using System.Collections.Immutable;
using Assay.Core.Runs;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// Brings the store's copy of the remote's refs up to date. Where nothing changed the remote is asked once, for the names of
/// its refs; else only what changed is fetched.
/// </summary>
/// <param name="git">Git, in the store.</param>
/// <param name="remote">The remote.</param>
internal sealed class LedgerFetch(GitProgram git, LedgerRemote remote)
{
    private static readonly ImmutableArray<string> Whole =
    [
        RefNames.Inbox,
        RefNames.Versions,
        RefNames.Stages,
        RefNames.Retrainings,
        RefNames.Rollouts,
    ];

    /// <summary>Does it; afterwards whatever the remote had when it was asked is in the store.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var seen = (await StoreRefs.ReadAsync(git, cancellationToken).ConfigureAwait(false)).Seen;
        if (seen.IsEmpty)
        {
            await FetchWholeAsync(cancellationToken).ConfigureAwait(false);
            await FetchLedgerAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var there = (await remote.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(r => r.Key == RefNames.Ledger || Whole.Any(r.Key.StartsWith))
            .ToDictionary();
        var fetches = there.Any(r => r.Key != RefNames.Ledger && seen.GetValueOrDefault(r.Key) != r.Value);
        if (fetches)
        {
            await FetchWholeAsync(cancellationToken).ConfigureAwait(false);
            seen = (await StoreRefs.ReadAsync(git, cancellationToken).ConfigureAwait(false)).Seen;
        }

        // The ledger last: a run that is folded in between is then seen twice rather than not at all.
        var folded = there.Keys.Any(name => IsRun(name) && !seen.ContainsKey(name));
        if (folded || there.GetValueOrDefault(RefNames.Ledger) != seen.GetValueOrDefault(RefNames.Ledger))
        {
            await FetchLedgerAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!fetches)
        {
            await ForgetAsync(
                    seen.Keys.Where(name => name != RefNames.Ledger && !there.ContainsKey(name)),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private Task FetchWholeAsync(CancellationToken cancellationToken) =>
        remote.FetchAsync(["--prune"], Whole.Select(StoreRefs.Refspec), cancellationToken);

    private Task FetchLedgerAsync(CancellationToken cancellationToken) =>
        remote.FetchAsync(["--depth=1"], [StoreRefs.Refspec(RefNames.Ledger)], cancellationToken);

    private async Task ForgetAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var lines = string.Concat(names.Select(name => $"delete {StoreRefs.SeenAs(name)}\n"));
        if (lines.Length > 0)
        {
            await git.RunAsync(["update-ref", "--stdin"], cancellationToken, PipeSource.FromString(lines))
                .ConfigureAwait(false);
        }
    }

    private static bool IsRun(string name) => name.StartsWith(RefNames.Inbox, StringComparison.Ordinal);
}
