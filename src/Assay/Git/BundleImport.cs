using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>Takes the runs of bundles into the store, where they wait to be sent: all of them, or none.</summary>
/// <param name="store">Where this clone keeps runs.</param>
/// <param name="limits">How large artifacts may be.</param>
internal sealed class BundleImport(LedgerStore store, ArtifactLimits limits)
{
    /// <summary>The runs, those that were there already too, oldest first.</summary>
    /// <exception cref="InputError">when anything in any of them is not as a run must be; then nothing was taken in.</exception>
    public async Task<ImmutableArray<RunSummary>> TakeAsync(
        IReadOnlyCollection<string> bundles,
        bool withVerdicts,
        CancellationToken cancellationToken
    )
    {
        var unpacked = new List<UnpackedBundle>();
        try
        {
            await UnpackAsync(bundles, unpacked, cancellationToken).ConfigureAwait(false);
            if (!withVerdicts)
            {
                RefuseVerdicts(unpacked);
            }

            var fresh = await FreshAsync(unpacked, cancellationToken).ConfigureAwait(false);
            await CopyAsync(fresh, cancellationToken).ConfigureAwait(false);
            return [.. unpacked.SelectMany(b => b.Runs).DistinctBy(r => r.Id).OrderBy(r => r.Id)];
        }
        finally
        {
            unpacked.ForEach(bundle => bundle.Dispose());
        }
    }

    private async Task UnpackAsync(
        IReadOnlyCollection<string> bundles,
        List<UnpackedBundle> unpacked,
        CancellationToken cancellationToken
    )
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var bundle in bundles)
        {
            try
            {
                unpacked.Add(
                    await UnpackedBundle.OpenAsync(store.Git, limits, bundle, cancellationToken).ConfigureAwait(false)
                );
            }
            catch (InputError e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new InputError(problems.ToImmutable());
        }
    }

    // A training's job, which runs anyone's code, could leave a verdict on itself.
    private static void RefuseVerdicts(List<UnpackedBundle> unpacked)
    {
        ImmutableArray<Problem> verdicts =
        [
            .. from bundle in unpacked
            from run in bundle.Runs
            where run.Kind == RunKind.Evaluation
            select new Problem(
                $"the bundle '{bundle.File}' holds a verdict on {Quoted.Value(run.Model)} ({run.Id}), which its maker may have "
                    + "invented: judge the run with assay evaluate-gate, or say --verdicts where the bundle is your own"
            ),
        ];
        if (!verdicts.IsEmpty)
        {
            throw new InputError(verdicts);
        }
    }

    // What the ledger does not have yet. A run that it has with other content is somebody's forgery, or a clash of chance.
    private async Task<ImmutableArray<(UnpackedBundle Bundle, RunSummary Run)>> FreshAsync(
        List<UnpackedBundle> unpacked,
        CancellationToken cancellationToken
    )
    {
        await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var index = await LedgerIndex.ReadAsync(store, refs[RefNames.Ledger], cancellationToken).ConfigureAwait(false);
        var known = refs
            .Inbox.Concat(index.Runs.Select(r => KeyValuePair.Create(r.Id, r.Commit)))
            .DistinctBy(r => r.Key)
            .ToDictionary();
        var fresh = ImmutableArray.CreateBuilder<(UnpackedBundle, RunSummary)>();
        foreach (var (bundle, run) in unpacked.SelectMany(b => b.Runs.Select(r => (b, r))))
        {
            if (!known.TryGetValue(run.Id, out var commit))
            {
                fresh.Add((bundle, run));
                known.Add(run.Id, run.Commit);
            }
            else if (commit != run.Commit)
            {
                throw new InputError(
                    $"the bundle '{bundle.File}' holds run {run.Id}, which the ledger or another bundle has with other content"
                );
            }
        }

        return fresh.ToImmutable();
    }

    // The objects first, then all refs at once.
    private async Task CopyAsync(
        ImmutableArray<(UnpackedBundle Bundle, RunSummary Run)> fresh,
        CancellationToken cancellationToken
    )
    {
        foreach (var bundle in fresh.GroupBy(f => f.Bundle, f => f.Run.Commit))
        {
            string[] arguments =
            [
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                bundle.Key.Folder,
                .. bundle,
            ];
            var objects = await store.Git.TryAsync(arguments, cancellationToken).ConfigureAwait(false);
            if (objects.ExitCode != 0)
            {
                throw new OperationError($"the runs of '{bundle.Key.File}' cannot be copied: {objects.Reason}");
            }
        }

        if (fresh.IsEmpty)
        {
            return;
        }

        var updates = fresh.Select(f => new RefUpdate(RefNames.InboxOf(f.Run.Id), null, f.Run.Commit)).ToArray();
        var kept = await store.KeepAsync(updates, cancellationToken).ConfigureAwait(false);
        if (kept.Result != PublicationResult.Done)
        {
            throw new OperationError($"another process took the same runs in at once: {kept.Reason}. Try again");
        }
    }
}
