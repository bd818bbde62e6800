using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Events;

namespace Assay.Commands.Plans;

/// <summary>What a plan looks at: the change since a commit, or everything.</summary>
internal abstract record PlanScope
{
    private PlanScope() { }

    /// <summary>Every model, since there is nothing to compare with.</summary>
    /// <param name="Reason">Why, as people read it: <c>started by schedule</c>.</param>
    internal sealed record Everything(string Reason) : PlanScope;

    /// <summary>What changed since a commit.</summary>
    /// <param name="Commit">The commit, which this clone has.</param>
    /// <param name="Name">What it is: <c>main at 3f9c2a1</c>.</param>
    internal sealed record Since(string Commit, string Name) : PlanScope;

    /// <summary>
    /// A pull request: since it left its target branch. A push: since the commit before it. Any other event: everything. In a
    /// shell: since the work left the default branch. What a shallow clone lacks is fetched.
    /// </summary>
    /// <param name="repository">The clone.</param>
    /// <param name="event">Why the job was started.</param>
    /// <param name="followed">The pull request that an earlier workflow was started for, if it is about one.</param>
    /// <param name="wanted">A branch, tag or commit to compare with instead.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputError">when what is wanted is not there.</exception>
    /// <exception cref="OperationError">when the target branch cannot be fetched.</exception>
    public static async Task<PlanScope> FindAsync(
        GitRepository repository,
        EventContext @event,
        FollowedPullRequest? followed,
        string? wanted,
        CancellationToken cancellationToken
    )
    {
        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false);
        var search = new ScopeSearch(repository, remote, followed?.Head ?? "HEAD", cancellationToken);
        if (await repository.ResolveAsync("HEAD", cancellationToken).ConfigureAwait(false) is null)
        {
            return new Everything("there is no commit yet");
        }

        if (wanted is not null)
        {
            return await search.WantedAsync(wanted).ConfigureAwait(false);
        }

        if ((followed?.BaseRef ?? @event.PullRequest?.BaseRef) is { } target)
        {
            return await search.PullRequestAsync(target).ConfigureAwait(false);
        }

        if (@event.Before is { } before)
        {
            return await search.PushAsync(before).ConfigureAwait(false);
        }

        return @event switch
        {
            { Forge: ForgeKind.None } => await search.ShellAsync().ConfigureAwait(false),
            { Name: "push", Branch: { } branch } => await search
                .NewBranchAsync(branch, @event.DefaultBranch)
                .ConfigureAwait(false),
            _ => new Everything($"started by {@event.Name ?? "no event"}"),
        };
    }
}
