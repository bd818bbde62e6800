using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>The remote that the team shares, as the store's git speaks with it: patiently, and never for ever.</summary>
/// <param name="git">Git, in the store.</param>
/// <param name="name">The remote's name.</param>
/// <param name="clock">Time.</param>
/// <param name="patience">How often it is tried, and for how long.</param>
internal sealed class LedgerRemote(GitProgram git, string name, TimeProvider clock, Patience patience)
{
    public string Name => name;

    /// <summary>Fetches; a depth with nothing to fetch is no error.</summary>
    /// <exception cref="OperationError">when it cannot be read.</exception>
    public async Task FetchAsync(string[] options, IEnumerable<string> refspecs, CancellationToken cancellationToken)
    {
        string[] arguments = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", .. options, name, .. refspecs];
        var result = await TryAsync(arguments, _ => true, cancellationToken).ConfigureAwait(false);
        // A depth with nothing to fetch ends with 1 and says nothing.
        if (result.ExitCode != 0 && result.Error.Length > 0)
        {
            throw Unreadable(result);
        }
    }

    /// <summary>Names of the remote's refs that are ours, with what they hold. Git asks for all refs and picks these here.</summary>
    /// <exception cref="OperationError">when it cannot be read.</exception>
    public async Task<ImmutableDictionary<string, string>> ListAsync(CancellationToken cancellationToken)
    {
        var listed = await TryAsync(["ls-remote", name, RefNames.Root + "*"], _ => true, cancellationToken)
            .ConfigureAwait(false);
        return listed.ExitCode == 0
            ? listed
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t', 2))
                .ToImmutableDictionary(parts => parts[1], parts => parts[0])
            : throw Unreadable(listed);
    }

    /// <summary>Tags of some patterns, <c>ID TAB NAME</c> a line; what an annotated one is on has <c>^{}</c> behind its name.</summary>
    /// <exception cref="OperationError">when it cannot be read.</exception>
    public async Task<string> ListTagsAsync(IEnumerable<string> patterns, CancellationToken cancellationToken)
    {
        var listed = await TryAsync(["ls-remote", "--tags", name, .. patterns], _ => true, cancellationToken)
            .ConfigureAwait(false);
        return listed.ExitCode == 0
            ? listed.Output
            : throw new OperationError($"the tags of '{name}' cannot be read: {listed.Reason}.");
    }

    /// <summary>Pushes with a compare-and-swap for each ref. A push that was cut may be sent again: what is there is done.</summary>
    public async Task<(Publication Publication, bool IsAtomic)> PushAsync(
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
            name,
            .. updates.Select(u => $"{u.New}:{u.Name}"),
        ];
        var result = await TryAsync(arguments, pushed => PushReport.Parse(pushed.Output).IsEmpty, cancellationToken)
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
        var published = new Publication(Worst(refs, result), result.Reason, refs)
        {
            Failure = reported.ContainsValue(PushResult.Refused) ? GitFailure.Rejected : result.Failure,
        };
        return (published, result.Failure != GitFailure.NotAtomic);
    }

    // Whatever a ref of an atomic push is told, the one that was refused decides.
    private static PublicationResult Worst(Dictionary<string, PublicationResult> refs, GitResult result) =>
        result.ExitCode == 0 && refs.Values.All(r => r == PublicationResult.Done) ? PublicationResult.Done
        : refs.ContainsValue(PublicationResult.Refused) ? PublicationResult.Refused
        : refs.ContainsValue(PublicationResult.Unreachable) ? PublicationResult.Unreachable
        : PublicationResult.Lost;

    private OperationError Unreadable(GitResult result) =>
        new($"the ledger at '{name}' cannot be read: {result.Reason}. Does 'git ls-remote {name}' work here?");

    private Task<GitResult> TryAsync(
        string[] arguments,
        Func<GitResult, bool> again,
        CancellationToken cancellationToken
    ) =>
        patience.TryAsync(
            token => git.TryForAsync(patience.Longest, clock, arguments, token),
            result => result.Failure == GitFailure.Transient && again(result),
            clock,
            cancellationToken
        );
}
