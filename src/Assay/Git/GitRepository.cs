using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;
using CliWrap;

namespace Assay.Git;

/// <summary>The repository that holds the team's code. It is only ever read; what Assay keeps is in <see cref="LedgerStore"/>.</summary>
internal sealed class GitRepository
{
    private readonly GitProgram _git;

    private GitRepository(GitProgram git, string root, string commonDirectory)
    {
        _git = git;
        Root = root;
        CommonDirectory = commonDirectory;
    }

    /// <summary>The work tree's root, absolute; of a bare repository its git directory.</summary>
    public string Root { get; }

    /// <summary>The git directory that all work trees share, absolute.</summary>
    public string CommonDirectory { get; }

    /// <summary>Git, in <see cref="Root"/>.</summary>
    public GitProgram Git => _git;

    /// <summary>The repository that <paramref name="folder"/> lies in.</summary>
    /// <exception cref="InputError">when it lies in none.</exception>
    public static async Task<GitRepository> OpenAsync(
        string folder,
        RunnerEnvironment environment,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(folder, environment, cancellationToken).ConfigureAwait(false)
        ?? throw new InputError(
            $"no git repository in '{folder}' or above it: run this in a clone, or make one with 'git init'"
        );

    /// <summary>The repository that <paramref name="folder"/> lies in, or null.</summary>
    public static async Task<GitRepository?> FindAsync(
        string folder,
        RunnerEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        var git = new GitProgram(folder, environment, [], new Dictionary<string, string?>());
        var found = await git.TryAsync(
                ["rev-parse", "--path-format=absolute", "--git-common-dir", "--is-bare-repository", "--show-cdup"],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found.ExitCode != 0)
        {
            return found.Error.Contains("not a git repository", StringComparison.Ordinal)
                ? null
                : throw new OperationError($"the git repository in '{folder}' cannot be read: {found.Reason}");
        }

        var lines = found.Output.Split('\n');
        var bare = lines[1] == "true";
        var root = bare
            ? lines[0]
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, lines[2])));
        return new GitRepository(git.In(root), root, lines[0]);
    }

    /// <summary>The checked-out commit, its branch and whether tracked files differ; null before the first commit.</summary>
    public async Task<CodeState?> StateAsync(CancellationToken cancellationToken)
    {
        if (await ResolveAsync("HEAD", cancellationToken).ConfigureAwait(false) is not { } commit)
        {
            return null;
        }

        var branch = await _git.TryAsync(["symbolic-ref", "--quiet", "--short", "HEAD"], cancellationToken)
            .ConfigureAwait(false);
        var changed = await ChangedFilesAsync(cancellationToken).ConfigureAwait(false);
        return new CodeState(commit, branch.ExitCode == 0 ? branch.Output.Trim() : null, !changed.IsEmpty);
    }

    /// <summary>Tracked files that differ from the commit, by path from the root.</summary>
    public async Task<ImmutableArray<string>> ChangedFilesAsync(CancellationToken cancellationToken)
    {
        var isBare = Root == CommonDirectory;
        var status = isBare
            ? ""
            : await _git.RunAsync(
                    ["status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=none", "--no-renames"],
                    cancellationToken
                )
                .ConfigureAwait(false);
        return [.. status.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry[3..])];
    }

    /// <summary>The commit that a branch, tag, id or other revision names here, or null.</summary>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        var result = await _git.TryAsync(
                ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }

    /// <summary>
    /// The commit that a branch or id names at <paramref name="remote"/>, fetched; null when it names nothing there. A
    /// shallow clone stays as shallow as it is.
    /// </summary>
    public async Task<string?> FetchAsync(string remote, string branchOrCommit, CancellationToken cancellationToken)
    {
        var shallow = await IsShallowAsync(cancellationToken).ConfigureAwait(false);
        string[] depth = shallow ? ["--depth=1"] : [];
        string[] arguments = ["fetch", "--quiet", "--no-tags", .. depth, "--end-of-options", remote, branchOrCommit];
        var fetched = await _git.TryAsync(arguments, cancellationToken).ConfigureAwait(false);
        return fetched.ExitCode == 0 ? await ResolveAsync("FETCH_HEAD", cancellationToken).ConfigureAwait(false)
            : fetched.Failure == GitFailure.Transient
                ? throw new OperationError($"'{branchOrCommit}' could not be fetched from {remote}: {fetched.Reason}")
            : null;
    }

    /// <summary>A commit and those before it, newest first, as far as this clone has them and at most that many.</summary>
    public async Task<ImmutableArray<string>> HistoryAsync(
        string commit,
        int most,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await _git.RunAsync(["rev-list", $"--max-count={most}", "--end-of-options", commit], cancellationToken)
                    .ConfigureAwait(false)
            ).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];

    /// <summary>The bytes of a file in a commit, or null when it has none there.</summary>
    public async Task<byte[]?> ReadBlobAsync(string revision, string path, CancellationToken cancellationToken)
    {
        if (await ResolveAsync(revision, cancellationToken).ConfigureAwait(false) is not { } commit)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        var read = await _git.TryAsync(
                ["cat-file", "blob", $"{commit}:{path}"],
                cancellationToken,
                output: PipeTarget.ToStream(bytes)
            )
            .ConfigureAwait(false);
        return read.ExitCode == 0 ? bytes.ToArray() : null;
    }

    /// <summary>Writes the files of a commit into an empty folder, LFS files included; the work tree is not touched.</summary>
    public async Task CheckOutAsync(string commit, string folder, CancellationToken cancellationToken)
    {
        var index = Path.Combine(folder, ".index");
        var git = _git.With([
            new("GIT_INDEX_FILE", index),
            new("GIT_WORK_TREE", folder),
            new("GIT_DIR", await GitDirectoryAsync(cancellationToken).ConfigureAwait(false)),
        ]);
        try
        {
            await git.RunAsync(["read-tree", commit], cancellationToken).ConfigureAwait(false);
            await git.In(folder)
                .RunAsync(["checkout-index", "--all", "--quiet"], cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(index);
        }
    }

    /// <summary>The remote that the team shares: <c>origin</c>, or the only one; null when there is none.</summary>
    /// <exception cref="InputError">when there are several and none is called origin.</exception>
    public async Task<string?> RemoteAsync(CancellationToken cancellationToken)
    {
        var remotes = (await _git.RunAsync(["remote"], cancellationToken).ConfigureAwait(false)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        return remotes switch
        {
            [] => null,
            [var only] => only,
            _ when remotes.Contains("origin") => "origin",
            _ => throw new InputError(
                $"the repository has the remotes {string.Join(", ", remotes)} and none is called 'origin': "
                    + "rename the one that the team shares with 'git remote rename NAME origin'"
            ),
        };
    }

    /// <summary>The branch that the remote calls its default, or <c>main</c> or <c>master</c> where one is there; else null.</summary>
    public async Task<string?> DefaultBranchAsync(string? remote, CancellationToken cancellationToken)
    {
        if (remote is not null)
        {
            var prefix = $"refs/remotes/{remote}/";
            var head = await _git.TryAsync(["symbolic-ref", "--quiet", prefix + "HEAD"], cancellationToken)
                .ConfigureAwait(false);
            if (head.ExitCode == 0 && head.Output.StartsWith(prefix, StringComparison.Ordinal))
            {
                return head.Output.Trim()[prefix.Length..];
            }
        }

        foreach (var name in (string[])["main", "master"])
        {
            foreach (
                var prefix in remote is null ? ["refs/heads/"] : new[] { $"refs/remotes/{remote}/", "refs/heads/" }
            )
            {
                if (await ResolveAsync(prefix + name, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>Who works here, <c>Name &lt;mail&gt;</c> as git is configured; null when it is not.</summary>
    public async Task<string?> UserAsync(CancellationToken cancellationToken)
    {
        var result = await _git.TryAsync(["var", "GIT_AUTHOR_IDENT"], cancellationToken).ConfigureAwait(false);
        var end = result.Output.LastIndexOf('>');
        return result.ExitCode == 0 && end > 0 ? result.Output[..(end + 1)] : null;
    }

    /// <summary>Whether history is cut off, as CI checkouts are.</summary>
    public async Task<bool> IsShallowAsync(CancellationToken cancellationToken) =>
        await _git.RunAsync(["rev-parse", "--is-shallow-repository"], cancellationToken).ConfigureAwait(false)
        == "true";

    private Task<string> GitDirectoryAsync(CancellationToken cancellationToken) =>
        _git.RunAsync(["rev-parse", "--absolute-git-dir"], cancellationToken);
}
