using Assay.Toolkit;
using Assay.Toolkit.Events;

namespace Assay.Git;

/// <summary>The branch that a change is meant for: its <c>assay.yml</c> holds the rules that the change is judged by.</summary>
/// <param name="Name">The branch.</param>
/// <param name="Commit">Its tip as the remote has it.</param>
internal sealed record TargetBranch(string Name, string Commit)
{
    /// <summary>
    /// A pull request's base; elsewhere the default branch when another one, or a detached commit, is checked out. Null when
    /// the work tree is the target itself, or there is no such branch.
    /// </summary>
    public static async Task<TargetBranch?> FindAsync(
        GitRepository repository,
        EventContext @event,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        if (@event.PullRequest is { } request)
        {
            return await TipAsync(repository, remote, request.BaseRef, warn, cancellationToken).ConfigureAwait(false)
                ?? throw new OperationError(
                    $"the target branch '{request.BaseRef}' of the pull request cannot be fetched, so the gate's rules "
                        + "cannot be read: let the job fetch it, with contents: read"
                );
        }

        var name =
            @event.DefaultBranch
            ?? await repository.DefaultBranchAsync(remote, cancellationToken).ConfigureAwait(false);
        var state = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        var branch = @event.Branch ?? state?.Branch;
        return name is null || branch == name
            ? null
            : await TipAsync(repository, remote, name, warn, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TargetBranch?> TipAsync(
        GitRepository repository,
        string? remote,
        string name,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        var commit = remote is null
            ? await repository.ResolveAsync($"refs/heads/{name}", cancellationToken).ConfigureAwait(false)
            : await FetchAsync(repository, remote, name, warn, cancellationToken).ConfigureAwait(false);
        return commit is null ? null : new TargetBranch(name, commit);
    }

    private static async Task<string?> FetchAsync(
        GitRepository repository,
        string remote,
        string name,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await repository.FetchAsync(remote, $"refs/heads/{name}", cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e)
        {
            var seen = await repository
                .ResolveAsync($"refs/remotes/{remote}/{name}", cancellationToken)
                .ConfigureAwait(false);
            if (seen is null)
            {
                throw;
            }

            warn($"{e.Message}; the gate's rules are those of {name} as last seen, {seen[..7]}.");
            return seen;
        }
    }
}
