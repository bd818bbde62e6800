using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>
/// A bare repository beside the team's own (<c>.git/assay/ledger.git</c>) that holds what Assay keeps: the refs that this
/// clone made and has not sent yet, and a copy of the remote's. It keeps the team's repository as it is: its log shows no
/// runs, it does not become shallow by reading the ledger, and its hooks, prunes and collections do not reach in here.
/// </summary>
internal sealed class LedgerStore
{
    // The ledger last: a run that is folded in between is then seen twice rather than not at all.
    private static readonly ImmutableArray<string> Whole = [RefNames.Inbox, RefNames.Versions, RefNames.Stages];

    private readonly GitProgram _git;
    private readonly string _lock;
    private readonly TimeProvider _clock;
    private readonly Patience _patience;

    private LedgerStore(GitProgram git, string? remote, string lockFile, TimeProvider clock, Patience patience)
    {
        _git = git;
        Remote = remote;
        _lock = lockFile;
        _clock = clock;
        _patience = patience;
        Objects = new ObjectReader(git);
        Writer = new ObjectWriter(git);
    }

    /// <summary>The remote's name, or null when there is none and everything stays here.</summary>
    public string? Remote { get; }

    /// <summary>Git, in the store.</summary>
    public GitProgram Git => _git;

    public ObjectReader Objects { get; }

    public ObjectWriter Writer { get; }

    public TimeProvider Clock => _clock;

    /// <summary>Opens the store of a repository; the first time it is made.</summary>
    /// <exception cref="OperationError">when it cannot be written.</exception>
    public static async Task<LedgerStore> OpenAsync(
        GitRepository repository,
        TimeProvider clock,
        CancellationToken cancellationToken,
        Patience? patience = null
    )
    {
        var folder = Path.Combine(repository.CommonDirectory, "assay");
        var directory = Path.Combine(folder, "ledger.git");
        var lockFile = Path.Combine(folder, "lock");
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var connection = remote is null
            ? new RemoteConnection("", [])
            : await RemoteConnection.ReadAsync(repository, remote, cancellationToken).ConfigureAwait(false);
        var git = repository.Git.Configured(connection.Configuration).With([new("GIT_DIR", directory)]);
        if (!Directory.Exists(directory))
        {
            await MakeAsync(repository, folder, directory, lockFile, clock, cancellationToken).ConfigureAwait(false);
        }

        return new LedgerStore(git, remote, lockFile, clock, patience ?? Patience.Default);
    }

    /// <summary>All refs of the store.</summary>
    public async Task<StoreRefs> RefsAsync(CancellationToken cancellationToken) =>
        StoreRefs.Parse(
            await _git.RunAsync(["for-each-ref", "--format=%(objectname) %(refname)"], cancellationToken)
                .ConfigureAwait(false)
        );

    /// <summary>Brings the remote's refs up to date; without a remote there is nothing to bring.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (Remote is null)
        {
            return;
        }

        using var alone = await StoreLock.TakeAsync(_lock, _clock, cancellationToken).ConfigureAwait(false);
        await FetchAsync(["--prune", Remote, .. Whole.Select(StoreRefs.Refspec)], cancellationToken)
            .ConfigureAwait(false);
        await FetchAsync(["--depth=1", Remote, StoreRefs.Refspec(RefNames.Ledger)], cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Brings one commit with its files, if the store does not have it.</summary>
    /// <exception cref="OperationError">when the remote does not give it.</exception>
    public async Task EnsureCommitAsync(string commit, CancellationToken cancellationToken)
    {
        var present = await _git.TryAsync(["cat-file", "-e", commit + "^{tree}"], cancellationToken)
            .ConfigureAwait(false);
        if (present.ExitCode == 0)
        {
            return;
        }

        if (Remote is null)
        {
            throw new OperationError(
                $"the commit {commit} is missing in '{_git.Folder}', and there is no remote to ask"
            );
        }

        using var alone = await StoreLock.TakeAsync(_lock, _clock, cancellationToken).ConfigureAwait(false);
        await FetchAsync([Remote, commit], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Moves refs by compare-and-swap: at the remote, or without one here. All or nothing when <paramref name="together"/>; a
    /// server that cannot do that gets the first ref alone and, if it took it, the others.
    /// </summary>
    public async Task<Publication> PublishAsync(
        IReadOnlyList<RefUpdate> updates,
        bool together,
        CancellationToken cancellationToken
    )
    {
        // A push that names no ref would push a branch.
        if (updates.Count == 0)
        {
            return new Publication(PublicationResult.Done, "", new Dictionary<string, PublicationResult>());
        }

        if (Remote is null)
        {
            return await KeepAsync(updates, cancellationToken).ConfigureAwait(false);
        }

        var (result, refs) = await PushAsync(updates, together, cancellationToken).ConfigureAwait(false);
        if (result.Failure == GitFailure.NotAtomic)
        {
            var first = await PublishAsync([updates[0]], together: false, cancellationToken).ConfigureAwait(false);
            return first.Result == PublicationResult.Done && updates.Count > 1
                ? await PublishAsync([.. updates.Skip(1)], together: false, cancellationToken).ConfigureAwait(false)
                : first;
        }

        var done = updates.Where(u => refs.GetValueOrDefault(u.Name) == PublicationResult.Done).ToArray();
        await RecordAsync(done, cancellationToken).ConfigureAwait(false);
        return new Publication(Worst(updates, refs, result), result.Reason, refs);
    }

    /// <summary>Moves refs that only this clone has, by compare-and-swap and all or nothing.</summary>
    public async Task<Publication> KeepAsync(IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        using var alone = await StoreLock.TakeAsync(_lock, _clock, cancellationToken).ConfigureAwait(false);
        var lines = updates.Select(u =>
            u.New is null ? $"delete {u.Name} {u.Old}\n"
            : u.Old is null ? $"create {u.Name} {u.New}\n"
            : $"update {u.Name} {u.New} {u.Old}\n"
        );
        var result = await _git.TryAsync(
                ["update-ref", "--stdin"],
                cancellationToken,
                PipeSource.FromString(string.Concat(lines))
            )
            .ConfigureAwait(false);
        var outcome = result.ExitCode == 0 ? PublicationResult.Done : PublicationResult.Lost;
        return new Publication(outcome, result.Reason, updates.ToDictionary(u => u.Name, _ => outcome));
    }

    private static async Task MakeAsync(
        GitRepository repository,
        string folder,
        string directory,
        string lockFile,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new OperationError(
                $"'{folder}' cannot be made, and runs are kept there: give this user write access to the git directory",
                e
            );
        }

        using var alone = await StoreLock.TakeAsync(lockFile, clock, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(directory))
        {
            return;
        }

        // Made aside and moved: other processes see a whole repository or none.
        var aside = directory + ".new";
        var format = await repository
            .Git.RunAsync(["rev-parse", "--show-object-format"], cancellationToken)
            .ConfigureAwait(false);
        string[] arguments = ["init", "--quiet", "--bare", "--template=", "--object-format=" + format, aside];
        await repository.Git.RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        Directory.Move(aside, directory);
    }

    private async Task FetchAsync(ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        string[] all = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", .. arguments];
        var result = await _patience
            .TryAsync(
                token => _git.TryAsync(all, token),
                fetched => fetched.Failure == GitFailure.Transient,
                _clock,
                cancellationToken
            )
            .ConfigureAwait(false);
        // A depth with nothing to fetch ends with 1 and says nothing.
        if (result.ExitCode != 0 && result.Error.Length > 0)
        {
            throw new OperationError(
                $"the ledger at '{Remote}' cannot be read: {result.Reason}. Does 'git ls-remote {Remote}' work here?"
            );
        }
    }

    private async Task<(GitResult Result, Dictionary<string, PublicationResult> Refs)> PushAsync(
        IReadOnlyList<RefUpdate> updates,
        bool together,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "push",
            "--porcelain",
            "--no-verify",
            "--no-progress",
            .. together && updates.Count > 1 ? (string[])["--atomic"] : [],
            .. updates.Select(u => $"--force-with-lease={u.Name}:{u.Old}"),
            Remote!,
            .. updates.Select(u => $"{u.New}:{u.Name}"),
        ];
        var result = await _patience
            .TryAsync(
                token => _git.TryAsync(arguments, token),
                pushed => pushed.Failure == GitFailure.Transient && PushReport.Parse(pushed.Output).IsEmpty,
                _clock,
                cancellationToken
            )
            .ConfigureAwait(false);
        var reported = PushReport.Parse(result.Output).ToDictionary(r => r.Name, r => r.Result);
        var otherwise =
            result.Failure == GitFailure.Transient ? PublicationResult.Unreachable : PublicationResult.Refused;
        var refs = updates.ToDictionary(
            u => u.Name,
            u =>
                !reported.TryGetValue(u.Name, out var outcome) ? otherwise
                : outcome == PushResult.Done ? PublicationResult.Done
                : outcome == PushResult.Lost ? PublicationResult.Lost
                : PublicationResult.Refused
        );
        return (result, refs);
    }

    // Whatever a ref of an atomic push is told, the one that was refused decides.
    private static PublicationResult Worst(
        IReadOnlyList<RefUpdate> updates,
        Dictionary<string, PublicationResult> refs,
        GitResult result
    ) =>
        result.ExitCode == 0 && updates.All(u => refs[u.Name] == PublicationResult.Done) ? PublicationResult.Done
        : refs.ContainsValue(PublicationResult.Refused) ? PublicationResult.Refused
        : refs.ContainsValue(PublicationResult.Unreachable) ? PublicationResult.Unreachable
        : PublicationResult.Lost;

    private async Task RecordAsync(RefUpdate[] done, CancellationToken cancellationToken)
    {
        if (done.Length == 0)
        {
            return;
        }

        using var alone = await StoreLock.TakeAsync(_lock, _clock, cancellationToken).ConfigureAwait(false);
        var refs = await RefsAsync(cancellationToken).ConfigureAwait(false);
        var lines = done.SelectMany(update =>
        {
            var seen = StoreRefs.SeenAs(update.Name);
            string[] own = refs.Own.GetValueOrDefault(update.Name) == update.New ? [$"delete {update.Name}\n"] : [];
            return update.New is not null ? [$"update {seen} {update.New}\n", .. own]
                : refs.Seen.ContainsKey(update.Name) ? [$"delete {seen}\n", .. own]
                : own;
        });
        await _git.RunAsync(["update-ref", "--stdin"], cancellationToken, PipeSource.FromString(string.Concat(lines)))
            .ConfigureAwait(false);
    }
}
