using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Forges;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Events;

namespace Assay.Commands.PullRequests;

/// <summary>The commit that a forge shows a verdict at, and the pull request that it is the head of.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="PullRequest">The pull request's number, or null.</param>
internal sealed record JudgedCommit(string Sha, int? PullRequest)
{
    /// <summary>Of an event without asking anybody: a pull request's head, else the commit of the job or of the clone.</summary>
    public static JudgedCommit? Of(EventContext current, string? commitOfClone) =>
        current.PullRequest is { } pull ? new JudgedCommit(pull.HeadSha, pull.Number)
        : current.Source is { } source ? new JudgedCommit(source.Sha, null)
        : (current.Sha ?? commitOfClone) is { } sha ? new JudgedCommit(sha, null)
        : null;

    /// <summary>
    /// Of an event, asking the forge where that is needed: a workflow that was started by another one of a fork knows head
    /// repository, branch and commit, and the pull request is the one that has exactly those.
    /// </summary>
    public static async Task<JudgedCommit> FindAsync(
        CommandContext context,
        GitRepository repository,
        IForge forge,
        CancellationToken cancellationToken
    )
    {
        var state = await repository.StateAsync(cancellationToken).ConfigureAwait(false);
        var known =
            Of(context.Event, state?.Commit)
            ?? throw new InputError("there is no commit to report on: the repository has none, and the job names none");
        if (known.PullRequest is not null || context.Event.Source is not { } source)
        {
            return known;
        }

        var found = await forge
            .PullRequestsFromAsync(source.Repository, source.Branch, cancellationToken)
            .ConfigureAwait(false);
        ImmutableArray<ForgePullRequest> same = [.. found.Where(p => p.HeadSha == source.Sha)];
        if (same is not [var only])
        {
            context.Runner.Notice(
                $"{(same.IsEmpty ? "No" : "More than one")} open pull request comes from {Quoted.Value(source.Branch)} of "
                    + $"{Quoted.Value(source.Repository)} at {source.Sha}: no comment is written."
            );
            return known;
        }

        return known with
        {
            PullRequest = only.Number,
        };
    }
}
