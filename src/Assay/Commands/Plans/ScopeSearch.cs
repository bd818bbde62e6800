using Assay.Core.Names;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.Plans;

/// <summary>Finds the commit that a change is compared with, and fetches it where the clone lacks it.</summary>
/// <param name="repository">The clone.</param>
/// <param name="remote">The team's remote, if there is one.</param>
/// <param name="head">The last commit of the change, or <c>HEAD</c>.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class ScopeSearch(
    GitRepository repository,
    string? remote,
    string head,
    CancellationToken cancellationToken
)
{
    public async Task<PlanScope> WantedAsync(string wanted)
    {
        var commit =
            await repository.ResolveAsync(wanted, cancellationToken).ConfigureAwait(false)
            ?? await RemoteAsync(wanted).ConfigureAwait(false)
            ?? throw new InputError(
                $"base: {Quoted.Value(wanted)} is no branch, tag or commit here"
                    + (remote is null ? "" : $" or at {remote}")
            );
        return await SinceAsync(commit, wanted).ConfigureAwait(false)
            ?? throw new InputError(
                $"base: {Quoted.Value(wanted)} and what is checked out have no commit in common; expected a base of this history"
            );
    }

    public async Task<PlanScope> PullRequestAsync(string baseRef)
    {
        var tip =
            await RemoteAsync($"refs/heads/{baseRef}").ConfigureAwait(false)
            ?? throw new OperationError(
                $"the target branch {Quoted.Value(baseRef)} of the pull request cannot be fetched, so what changed "
                    + "cannot be told: let the job fetch it (contents: read, and a checkout that keeps its credentials), or set fetch-depth: 0"
            );
        return await SinceAsync(tip, baseRef).ConfigureAwait(false)
            ?? new PlanScope.Everything($"it has no commit in common with {baseRef}");
    }

    public async Task<PlanScope> PushAsync(string before)
    {
        var commit =
            await repository.ResolveAsync(before, cancellationToken).ConfigureAwait(false)
            ?? (remote is null ? null : await FetchAsync(remote, before).ConfigureAwait(false));
        return commit is null
            ? new PlanScope.Everything($"the commit before this push, {Short(before)}, is gone")
            : new PlanScope.Since(commit, Short(commit));
    }

    public async Task<PlanScope> NewBranchAsync(string branch, string? defaultBranch)
    {
        var main =
            defaultBranch ?? await repository.DefaultBranchAsync(remote, cancellationToken).ConfigureAwait(false);
        return
            main is not null
            && main != branch
            && await RemoteAsync($"refs/heads/{main}").ConfigureAwait(false) is { } tip
            && await SinceAsync(tip, main).ConfigureAwait(false) is { } since
            ? since
            : new PlanScope.Everything($"the first push of {branch}");
    }

    // No network: what was fetched last is what the work is seen against.
    public async Task<PlanScope> ShellAsync()
    {
        var main = await repository.DefaultBranchAsync(remote, cancellationToken).ConfigureAwait(false);
        foreach (var name in (string[])[$"refs/remotes/{remote}/{main}", $"refs/heads/{main}", head])
        {
            if (
                await repository.ResolveAsync(name, cancellationToken).ConfigureAwait(false) is { } tip
                && await SinceAsync(tip, main ?? "the last commit").ConfigureAwait(false) is { } since
            )
            {
                return since;
            }
        }

        return new PlanScope.Everything("there is nothing to compare with");
    }

    private async Task<PlanScope?> SinceAsync(string commit, string name)
    {
        var common = await CommonCommit
            .FindAsync(repository, remote ?? ".", head, commit, cancellationToken)
            .ConfigureAwait(false);
        return common is null ? null : new PlanScope.Since(common, $"{name} at {Short(common)}");
    }

    private async Task<string?> RemoteAsync(string branchOrCommit) =>
        remote is null
            ? await repository.ResolveAsync(branchOrCommit, cancellationToken).ConfigureAwait(false)
            : await FetchAsync(remote, branchOrCommit).ConfigureAwait(false);

    private Task<string?> FetchAsync(string from, string branchOrCommit) =>
        repository.FetchAsync(from, branchOrCommit, cancellationToken);

    private static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;
}
