using Assay.Commands.PullRequests;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.Plans;

/// <summary>
/// The pull request that the workflow before this one was started for: as the forge has it, never as that workflow says. This
/// job has the default branch checked out, and reads the change without running it.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Head">Its last commit, which this clone has now.</param>
/// <param name="BaseRef">The branch that it goes to.</param>
internal sealed record FollowedPullRequest(int Number, string Head, string BaseRef)
{
    private const string Following = "workflow_run";

    /// <summary>Whether this job follows one that was started for a change; one on the default branch is none.</summary>
    public static bool IsExpected(CommandContext context) =>
        context.Event is { Name: Following, Source: { } source } current
        && (source.Repository != current.Repository || source.Branch != current.DefaultBranch);

    /// <summary>Finds it; null when there is not exactly one open at that very commit.</summary>
    /// <exception cref="OperationError">when the forge does not answer, or its commit cannot be fetched.</exception>
    public static async Task<FollowedPullRequest?> FindAsync(
        CommandContext context,
        GitRepository repository,
        CancellationToken cancellationToken
    )
    {
        var forge = ForgeAccess.Open(context, Path.Combine(repository.Root, OwnFolder.Name));
        var judged = await JudgedCommit.FindAsync(context, repository, forge, cancellationToken).ConfigureAwait(false);
        var sha = context.Event.Source!.Sha;
        if (
            judged.PullRequest is not { } number
            || await forge.PullRequestAsync(number, cancellationToken).ConfigureAwait(false) is not { } found
        )
        {
            return null;
        }

        if (!found.IsOpen || found.HeadSha != sha)
        {
            context.Runner.Notice(
                $"Pull request {number} is closed or has gone on from {sha[..7]}: there is nothing to do."
            );
            return null;
        }

        var remote = await repository.RemoteAsync(cancellationToken).ConfigureAwait(false) ?? ".";
        var head =
            await repository.ResolveAsync(sha, cancellationToken).ConfigureAwait(false)
            ?? await repository.FetchAsync(remote, sha, cancellationToken).ConfigureAwait(false)
            ?? throw new OperationError(
                $"the last commit of pull request {number}, {sha}, cannot be fetched from {remote}: let the job fetch it (contents: read)"
            );
        return new FollowedPullRequest(number, head, found.BaseRef);
    }
}
