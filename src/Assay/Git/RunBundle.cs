using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>
/// Runs in one file, a git bundle: what is left when the remote does not take them, and what a job without a token hands on.
/// </summary>
/// <param name="store">Where this clone keeps runs.</param>
/// <param name="limits">How large artifacts may be.</param>
internal sealed class RunBundle(LedgerStore store, ArtifactLimits limits)
{
    private const string Folder = ".assay";
    private const int MostRuns = 2048;

    /// <summary>Writes runs that wait in the store to <c>.assay/assay-RUN.bundle</c> in the workspace; gives the file's path.</summary>
    public async Task<string> ExportAsync(
        ImmutableArray<RunId> runs,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(workspace, Folder);
        var bundle = Path.Combine(folder, $"assay-{runs[0]}.bundle");
        try
        {
            Directory.CreateDirectory(folder);
            // The folder ignores itself, so that nobody commits a bundle and no tree becomes dirty by one.
            await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "*\n", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new OperationError($"the bundle '{bundle}' cannot be written: {e.Message}", e);
        }

        string[] arguments = ["bundle", "create", "--quiet", bundle, .. runs.Select(RefNames.InboxOf)];
        await store.Git.RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        return bundle;
    }

    /// <summary>
    /// Takes the runs of a bundle into the store, where they wait to be sent. The file may be anyone's: it is unpacked in a
    /// repository of its own first, and every byte of it is looked at before one reaches the store.
    /// </summary>
    /// <exception cref="InputError">when anything in it is not as a run must be; then nothing was taken in.</exception>
    public async Task<ImmutableArray<RunId>> ImportAsync(string bundle, CancellationToken cancellationToken)
    {
        var size = new FileInfo(bundle) is { Exists: true } file
            ? file.Length
            : throw new InputError($"there is no bundle '{bundle}'");
        if (size > limits.Total)
        {
            throw new InputError(
                $"the bundle '{bundle}' has {size} bytes, more than {limits.Total}, the most that is taken in"
            );
        }

        var quarantine = Directory.CreateTempSubdirectory("assay-bundle-");
        try
        {
            var git = QuarantinedGit(quarantine.FullName);
            var runs = await UnpackAsync(git, bundle, cancellationToken).ConfigureAwait(false);
            await new RunInspection(git, limits).RequireAsync(bundle, runs, cancellationToken).ConfigureAwait(false);
            await TakeAsync(bundle, quarantine.FullName, runs, cancellationToken).ConfigureAwait(false);
            return [.. runs.Select(r => r.Key)];
        }
        finally
        {
            quarantine.Delete(recursive: true);
        }
    }

    private GitProgram QuarantinedGit(string folder) =>
        store
            .Git.In(folder)
            .Configured([
                new("fetch.fsckObjects", "true"),
                new("fetch.unpackLimit", "1"),
                new("core.bigFileThreshold", "16m"),
            ])
            .With([new("GIT_DIR", folder)]);

    private static async Task<ImmutableArray<KeyValuePair<RunId, string>>> UnpackAsync(
        GitProgram git,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        await git.RunAsync(["init", "--quiet", "--bare", "--template="], cancellationToken).ConfigureAwait(false);
        var heads = await git.TryAsync(["bundle", "list-heads", bundle], cancellationToken).ConfigureAwait(false);
        if (heads.ExitCode != 0)
        {
            throw new InputError($"'{bundle}' is not a bundle of runs: {heads.Reason}");
        }

        var runs = ImmutableArray.CreateBuilder<KeyValuePair<RunId, string>>();
        foreach (var line in heads.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (commit, name) = (line.Split(' ', 2)[0], line.Split(' ', 2)[^1]);
            var isRun = name.StartsWith(RefNames.Inbox, StringComparison.Ordinal);
            runs.Add(
                isRun && RunId.TryParse(name[RefNames.Inbox.Length..], out var id)
                    ? new(id, commit)
                    : throw new InputError(
                        $"the bundle '{bundle}' holds '{name}', expected runs ({RefNames.Inbox}ID) alone"
                    )
            );
        }

        if (runs.Count is 0 or > MostRuns)
        {
            throw new InputError($"the bundle '{bundle}' holds {runs.Count} runs, expected 1 to {MostRuns}");
        }

        var fetched = await git.TryAsync(
                ["fetch", "--quiet", "--no-tags", bundle, $"{RefNames.Inbox}*:{RefNames.Inbox}*"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return fetched.ExitCode == 0
            ? runs.ToImmutable()
            : throw new InputError($"the bundle '{bundle}' cannot be unpacked: {fetched.Reason}");
    }

    private async Task TakeAsync(
        string bundle,
        string quarantine,
        ImmutableArray<KeyValuePair<RunId, string>> runs,
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
        foreach (var (id, commit) in runs)
        {
            if (known.TryGetValue(id, out var other) && other != commit)
            {
                throw new InputError($"the bundle '{bundle}' holds run {id}, which the ledger has with other content");
            }
        }

        var fresh = runs.Where(r => !known.ContainsKey(r.Key)).ToArray();
        if (fresh.Length == 0)
        {
            return;
        }

        // The objects first, then all refs at once.
        var objects = await store
            .Git.TryAsync(
                ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", quarantine, .. fresh.Select(r => r.Value)],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (objects.ExitCode != 0)
        {
            throw new OperationError($"the runs of '{bundle}' cannot be copied: {objects.Reason}");
        }

        var updates = fresh.Select(r => new RefUpdate(RefNames.InboxOf(r.Key), null, r.Value)).ToArray();
        var kept = await store.KeepAsync(updates, cancellationToken).ConfigureAwait(false);
        if (kept.Result != PublicationResult.Done)
        {
            throw new OperationError($"the runs of '{bundle}' were taken in by another process at once: {kept.Reason}");
        }
    }
}
