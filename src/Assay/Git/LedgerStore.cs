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
    private readonly GitProgram _git;
    private readonly string _lock;
    private readonly LedgerRemote? _remote;

    private LedgerStore(GitProgram git, LedgerRemote? remote, string folder, TimeProvider clock)
    {
        _git = git;
        _remote = remote;
        _lock = LockOf(folder);
        Folder = StoreOf(folder);
        Clock = clock;
        Objects = new ObjectReader(git);
        Writer = new ObjectWriter(git);
    }

    /// <summary>The remote's name, or null when there is none and everything stays here.</summary>
    public string? Remote => _remote?.Name;

    /// <summary>The store's git directory, absolute.</summary>
    public string Folder { get; }

    /// <summary>Git, in the store.</summary>
    public GitProgram Git => _git;

    public ObjectReader Objects { get; }

    public ObjectWriter Writer { get; }

    public TimeProvider Clock { get; }

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
        var name = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var connection = name is null
            ? new RemoteConnection("", [])
            : await RemoteConnection.ReadAsync(repository, name, cancellationToken).ConfigureAwait(false);
        var git = repository
            .Git.Configured(connection.Configuration)
            .With([new("GIT_DIR", StoreOf(folder)), .. connection.Variables]);
        if (!Directory.Exists(StoreOf(folder)))
        {
            await MakeAsync(repository, folder, clock, cancellationToken).ConfigureAwait(false);
        }

        var remote = name is null ? null : new LedgerRemote(git, name, clock, patience ?? Patience.Default);
        return new LedgerStore(git, remote, folder, clock);
    }

    /// <summary>All refs of the store.</summary>
    public Task<StoreRefs> RefsAsync(CancellationToken cancellationToken) =>
        StoreRefs.ReadAsync(_git, cancellationToken);

    /// <summary>Brings the remote's refs up to date; without a remote there is nothing to bring.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (_remote is null)
        {
            return;
        }

        using var alone = await StoreLock.TakeAsync(_lock, Clock, cancellationToken).ConfigureAwait(false);
        await new LedgerFetch(_git, _remote).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings one commit with its files, if the store does not have it.</summary>
    /// <exception cref="OperationError">when the remote does not give it.</exception>
    public Task EnsureCommitAsync(string commit, CancellationToken cancellationToken) =>
        EnsureCommitsAsync([commit], cancellationToken);

    /// <summary>Brings commits with their files, with one look at the remote for all that the store does not have.</summary>
    /// <exception cref="OperationError">when the remote does not give one of them.</exception>
    public async Task EnsureCommitsAsync(IReadOnlyCollection<string> commits, CancellationToken cancellationToken)
    {
        var trees = await Objects
            .ReadAsync([.. commits.Select(c => c + "^{tree}")], cancellationToken)
            .ConfigureAwait(false);
        string[] missing = [.. commits.Zip(trees).Where(c => c.Second is null).Select(c => c.First)];
        if (missing.Length == 0)
        {
            return;
        }

        if (_remote is null)
        {
            throw new OperationError(
                $"the commit {missing[0]} is missing in '{_git.Folder}', and there is no remote to ask"
            );
        }

        using var alone = await StoreLock.TakeAsync(_lock, Clock, cancellationToken).ConfigureAwait(false);
        await _remote.FetchAsync([], missing, cancellationToken).ConfigureAwait(false);
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

        if (_remote is null)
        {
            return await KeepAsync(updates, cancellationToken).ConfigureAwait(false);
        }

        var (published, isAtomic) = await _remote.PushAsync(updates, together, cancellationToken).ConfigureAwait(false);
        if (!isAtomic)
        {
            var first = await PublishAsync([updates[0]], together: false, cancellationToken).ConfigureAwait(false);
            return first.Result == PublicationResult.Done
                ? await PublishAsync([.. updates.Skip(1)], together: false, cancellationToken).ConfigureAwait(false)
                : first;
        }

        var done = updates.Where(u => published.Refs[u.Name] == PublicationResult.Done).ToArray();
        await RecordAsync(done, cancellationToken).ConfigureAwait(false);
        return published;
    }

    /// <summary>The remote's tags of some patterns, as <see cref="LedgerRemote.ListTagsAsync"/> gives them; none without a remote.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public Task<string> ListTagsAsync(IEnumerable<string> patterns, CancellationToken cancellationToken) =>
        _remote is null ? Task.FromResult("") : _remote.ListTagsAsync(patterns, cancellationToken);

    /// <summary>Moves refs that only this clone has, by compare-and-swap and all or nothing.</summary>
    public async Task<Publication> KeepAsync(IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        using var alone = await StoreLock.TakeAsync(_lock, Clock, cancellationToken).ConfigureAwait(false);
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

    private static string StoreOf(string folder) => Path.Combine(folder, "ledger.git");

    private static string LockOf(string folder) => Path.Combine(folder, "lock");

    private static async Task MakeAsync(
        GitRepository repository,
        string folder,
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
                $"'{folder}' cannot be made, and runs are kept there: {e.Message.TrimEnd('.')}. Give this user write access to the "
                    + "git directory",
                e
            );
        }

        using var alone = await StoreLock.TakeAsync(LockOf(folder), clock, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(StoreOf(folder)))
        {
            return;
        }

        // Made aside and moved: other processes see a whole repository or none.
        var aside = StoreOf(folder) + ".new";
        var format = await repository
            .Git.RunAsync(["rev-parse", "--show-object-format"], cancellationToken)
            .ConfigureAwait(false);
        string[] arguments = ["init", "--quiet", "--bare", "--template=", "--object-format=" + format, aside];
        await repository.Git.RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        Directory.Move(aside, StoreOf(folder));
    }

    private async Task RecordAsync(RefUpdate[] done, CancellationToken cancellationToken)
    {
        if (done.Length == 0)
        {
            return;
        }

        using var alone = await StoreLock.TakeAsync(_lock, Clock, cancellationToken).ConfigureAwait(false);
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
