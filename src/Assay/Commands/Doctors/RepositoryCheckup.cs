using System.Text.RegularExpressions;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.Doctors;

/// <summary>Git, the clone, and the remote that keeps the ledger.</summary>
internal static partial class RepositoryCheckup
{
    private const string Remote = "remote";

    // Paths in an absolute form, and configuration through the environment.
    private static readonly Version _oldestGit = new(2, 31);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static async Task<Finding> GitAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var git = new GitProgram(context.Environment.WorkingDirectory, context.Environment, [], NoVariables);
        try
        {
            var text = await git.RunAsync(["--version"], cancellationToken).ConfigureAwait(false);
            return !Version.TryParse(Digits().Match(text).Value, out var version) || version >= _oldestGit
                ? Finding.Good("git", text)
                : Finding.Missing("git", text, $"install git {_oldestGit} or later");
        }
        catch (OperationError e)
        {
            return Finding.Missing("git", e.Message);
        }
    }

    public static async Task<Finding> HistoryAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        var code = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        return code is null
                ? Finding.Advice(
                    "repository",
                    "there is no commit yet",
                    "commit, so that a run can say which code made it"
                )
            : code.Dirty
                ? Finding.Advice(
                    "repository",
                    $"{repository.Root} has changes that are in no commit",
                    "commit first to have a run made again by anybody"
                )
            : await repository.IsShallowAsync(cancellationToken).ConfigureAwait(false)
                ? Finding.Advice(
                    "repository",
                    "the clone is shallow; 'gate.against: merge-base' deepens it each time",
                    "set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)"
                )
            : Finding.Good("repository", $"{repository.Root} at {code.Commit[..7]}");
    }

    /// <summary>Whether the remote can be read, and whether it takes what Assay writes; nothing is sent.</summary>
    public static async Task<Finding> RemoteAsync(
        GitRepository repository,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        if (await repository.RemoteAsync(cancellationToken).ConfigureAwait(false) is not { } remote)
        {
            return Finding.Advice(
                Remote,
                "there is none, so runs and versions stay in this clone",
                "git remote add origin ADDRESS, when there is somebody to share them with"
            );
        }

        var read = await AskAsync("ls-remote", "--quiet", "--exit-code", remote, "HEAD").ConfigureAwait(false);
        // 2: it answers, and has no such ref yet.
        if (read.ExitCode is not (0 or 2))
        {
            return Finding.Missing(
                Remote,
                $"{remote} cannot be read: {read.Reason}",
                $"git ls-remote {remote} must work here"
            );
        }

        if (await repository.ResolveAsync("HEAD", cancellationToken).ConfigureAwait(false) is not { } commit)
        {
            return Finding.Good(Remote, $"{remote} can be read");
        }

        var probe = RefNames.InboxOf(RunId.New(context.Clock.GetUtcNow(), context.Random(10)));
        var write = await AskAsync("push", "--dry-run", "--porcelain", "--no-verify", remote, $"{commit}:{probe}")
            .ConfigureAwait(false);
        return write.ExitCode == 0
            ? Finding.Good(Remote, $"{remote} can be read, and written as far as can be told without writing")
            : Finding.Missing(
                Remote,
                $"{remote} can be read, and takes no push: {write.Reason}",
                WriteAccess.Remedy(context)
            );

        Task<GitResult> AskAsync(params string[] arguments) =>
            repository.Git.TryForAsync(_patience, context.Clock, arguments, cancellationToken);
    }

    /// <summary>What the ledger holds, and what waits to be sent.</summary>
    public static async Task<IEnumerable<Finding>> LedgerAsync(
        GitRepository repository,
        Ledger ledger,
        CancellationToken cancellationToken
    )
    {
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var refs = await ledger.Store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var waiting = ledger.Store.Remote is null ? 0 : refs.Own.Count;
        var folder = Path.Combine(repository.Root, OwnFolder.Name);
        var bundles = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.bundle") : [];
        return
        [
            Finding.Good("ledger", runs.Length == 1 ? "1 run" : $"{runs.Length:N0} runs"),
            .. waiting == 0
                ? (Finding[])[]
                :
                [
                    Finding.Advice(
                        "ledger",
                        $"{waiting:N0} of this clone's runs or versions are not at {ledger.Store.Remote} yet",
                        "the next command that writes sends them along"
                    ),
                ],
            .. bundles.Length == 0
                ? (Finding[])[]
                :
                [
                    Finding.Advice(
                        "ledger",
                        $"{bundles.Length:N0} runs were left as bundles in {folder}",
                        $"assay runs import {bundles[0]}"
                    ),
                ],
        ];
    }

    private static Dictionary<string, string?> NoVariables => [];

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Digits();
}
