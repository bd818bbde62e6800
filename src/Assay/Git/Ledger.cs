using System.Collections.Immutable;
using System.Security.Cryptography;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>All runs of a repository, kept in its git refs: one commit a run, and an index of them.</summary>
/// <param name="store">Where this clone keeps them.</param>
/// <param name="workspace">The folder that a bundle is left in when the remote does not take a run.</param>
/// <param name="warn">Hears what a person should know and no caller needs to act upon.</param>
/// <param name="mayBeStale">Whether what was seen before will do when the remote cannot be reached.</param>
/// <param name="limits">How large artifacts may be.</param>
internal sealed class Ledger(
    LedgerStore store,
    string workspace,
    Action<string> warn,
    bool mayBeStale = false,
    ArtifactLimits? limits = null
)
{
    private readonly RunDelivery _delivery = new(store, workspace);
    private ImmutableArray<RunSummary>? _runs;

    /// <summary>Opens the ledger of a repository.</summary>
    public static async Task<Ledger> OpenAsync(
        GitRepository repository,
        TimeProvider clock,
        Action<string> warn,
        CancellationToken cancellationToken,
        bool mayBeStale = false
    )
    {
        var store = await LedgerStore.OpenAsync(repository, clock, cancellationToken).ConfigureAwait(false);
        return new Ledger(store, repository.Root, warn, mayBeStale);
    }

    public LedgerStore Store => store;

    /// <summary>
    /// Records runs: first in this clone, then with one push at the remote, together with earlier ones that wait here. A
    /// remote that does not take them is an outcome, not an exception.
    /// </summary>
    /// <exception cref="InputError">when an artifact is too large; then nothing was recorded.</exception>
    public async Task<PushOutcome> AddAsync(IReadOnlyList<RunFolder> runs, CancellationToken cancellationToken)
    {
        await KeepAsync(runs, cancellationToken).ConfigureAwait(false);
        return await _delivery.SendAsync([.. runs.Select(r => r.Run.Id)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a run that is recorded already, if it waits in this clone since the remote did not take it.</summary>
    public Task<PushOutcome> SendAsync(RunId run, CancellationToken cancellationToken) =>
        _delivery.SendAsync([run], cancellationToken);

    /// <summary>Records a run in this clone and leaves it in a bundle for another job; nothing is sent.</summary>
    /// <exception cref="InputError">when an artifact is too large; then nothing was recorded.</exception>
    public async Task<PushOutcome> HandOnAsync(RunFolder run, CancellationToken cancellationToken)
    {
        var commits = await KeepAsync([run], cancellationToken).ConfigureAwait(false);
        return await _delivery.HandOnAsync(run.Run.Id, commits[0], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves a run that is recorded already in a bundle for another job.</summary>
    /// <exception cref="OperationError">when the remote does not give it, or the disk does not take it.</exception>
    public async Task<PushOutcome> HandOnAsync(RunSummary run, CancellationToken cancellationToken)
    {
        await store.EnsureCommitAsync(run.Commit, cancellationToken).ConfigureAwait(false);
        return await _delivery.HandOnAsync(run.Id, run.Commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All runs, newest first: the folded ones, those in the inbox, and those that wait in this clone. Read once.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public async Task<ImmutableArray<RunSummary>> ListAsync(CancellationToken cancellationToken)
    {
        _runs ??= await ReadAsync(cancellationToken).ConfigureAwait(false);
        return _runs.Value;
    }

    /// <summary>The run that a person names: <c>latest</c>, an id or its first digits; of any model when none is named.</summary>
    /// <exception cref="InputError">when it names none, or several.</exception>
    public async Task<RunSummary> FindAsync(string? model, string name, CancellationToken cancellationToken)
    {
        var runs = await ListAsync(cancellationToken).ConfigureAwait(false);
        var found = RunChoice.Find(runs, model, name);
        return found.Run ?? throw new InputError(found.Problem);
    }

    /// <summary>The whole run.</summary>
    /// <exception cref="OperationError">when the remote does not give it, or it is not what the index says.</exception>
    public async Task<Run> GetAsync(RunSummary run, CancellationToken cancellationToken)
    {
        await store.EnsureCommitAsync(run.Commit, cancellationToken).ConfigureAwait(false);
        return await RunTree.ReadAsync(store.Objects, run.Id, run.Commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes an artifact of a run into a folder, under its own path, and gives the file's path.</summary>
    /// <exception cref="OperationError">when the remote does not give it, or its bytes are not those recorded.</exception>
    public async Task<string> ArtifactAsync(
        RunSummary run,
        Artifact artifact,
        string folder,
        CancellationToken cancellationToken
    )
    {
        await store.EnsureCommitAsync(run.Commit, cancellationToken).ConfigureAwait(false);
        string name = $"{run.Commit}:{RunTree.ArtifactPath(artifact)}";
        var bytes = (await store.Objects.ReadAsync([name], cancellationToken).ConfigureAwait(false))[0];
        if (bytes is null || Sha256Digest.FromHash(SHA256.HashData(bytes)) != artifact.Sha256)
        {
            throw new OperationError(
                $"the artifact '{artifact.Path}' of run {run.Id} is {(bytes is null ? "missing" : "not what was recorded")} "
                    + $"in its commit {run.Commit}"
            );
        }

        var path = Path.Combine(folder, artifact.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Folds the remote's inbox into its index when it is due, or, when <paramref name="always"/>, at once and whole.</summary>
    /// <exception cref="OperationError">when the remote cannot be reached.</exception>
    public async Task<FoldOutcome> FoldAsync(bool always, CancellationToken cancellationToken)
    {
        _runs = null;
        var fold = new LedgerFold(store, warn);
        return always
            ? await fold.AllAsync(cancellationToken).ConfigureAwait(false)
            : await fold.WhenDueAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes in the runs of bundles, which may come from anyone, and sends them on with one push. All are refused when anything
    /// in any of them is not as a run must be.
    /// </summary>
    /// <param name="bundles">Their files.</param>
    /// <param name="withVerdicts">Whether verdicts are taken in too, which whoever made the bundle may have invented.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputError">when they are refused.</exception>
    public async Task<(ImmutableArray<RunSummary> Runs, PushOutcome Outcome)> ImportAsync(
        IReadOnlyCollection<string> bundles,
        bool withVerdicts,
        CancellationToken cancellationToken
    )
    {
        _runs = null;
        var runs = await new BundleImport(store, limits ?? ArtifactLimits.Default)
            .TakeAsync(bundles, withVerdicts, cancellationToken)
            .ConfigureAwait(false);
        return (runs, await _delivery.SendAsync([.. runs.Select(r => r.Id)], cancellationToken).ConfigureAwait(false));
    }

    private async Task<ImmutableArray<RunSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        await FetchAsync(cancellationToken).ConfigureAwait(false);
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var index = await LedgerIndex.ReadAsync(store, refs[RefNames.Ledger], cancellationToken).ConfigureAwait(false);
        var folded = index.Runs.Select(r => r.Id).ToHashSet();
        var waiting = refs.Inbox.Where(r => !folded.Contains(r.Key)).ToArray();
        var runs = await RunTree.ReadAsync(store.Objects, waiting, cancellationToken).ConfigureAwait(false);
        foreach (var (run, unreadable) in waiting.Zip(runs).Where(r => r.Second.Run is null))
        {
            warn($"{RefNames.InboxOf(run.Key)} is left out: {unreadable.Problem}");
        }

        return
        [
            .. index
                .Runs.Concat(
                    waiting
                        .Zip(runs)
                        .Where(r => r.Second.Run is not null)
                        .Select(r => RunSummary.Of(r.Second.Run!, r.First.Value))
                )
                .OrderByDescending(r => r.Id),
        ];
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e) when (mayBeStale)
        {
            var end = e.Message[^1] is '.' or '?' ? "" : ".";
            warn($"{e.Message}{end} What follows is what was seen before.");
        }
    }

    private async Task<ImmutableArray<string>> KeepAsync(
        IReadOnlyList<RunFolder> runs,
        CancellationToken cancellationToken
    )
    {
        var tooLarge = runs.SelectMany(r => (limits ?? ArtifactLimits.Default).ProblemsOf(r.Run)).ToImmutableArray();
        if (!tooLarge.IsEmpty)
        {
            throw new InputError(tooLarge);
        }

        _runs = null;
        return await new RunWriter(store.Git, store.Folder).WriteAsync(runs, cancellationToken).ConfigureAwait(false);
    }
}
