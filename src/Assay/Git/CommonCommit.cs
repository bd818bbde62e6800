namespace Assay.Git;

/// <summary>The last commit that two lines of history share.</summary>
internal static class CommonCommit
{
    /// <summary>The last commit that both have, or null; a shallow clone is deepened until it is found.</summary>
    public static async Task<string?> FindAsync(
        GitRepository repository,
        string remote,
        string one,
        string other,
        CancellationToken cancellationToken
    )
    {
        foreach (var deepen in (string[])["", "--deepen=1", "--deepen=100", "--deepen=1000", "--unshallow"])
        {
            if (deepen.Length > 0)
            {
                if (!await repository.IsShallowAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                await DeepenAsync(repository, remote, deepen, [one, other], cancellationToken).ConfigureAwait(false);
            }

            var found = await repository
                .Git.TryAsync(["merge-base", one, other], cancellationToken)
                .ConfigureAwait(false);
            if (found.ExitCode == 0)
            {
                return found.Output.Trim();
            }
        }

        return null;
    }

    // A pull request's merge commit is on no branch, and only what is asked for is deepened; a commit that was not pushed
    // cannot be asked for.
    private static async Task DeepenAsync(
        GitRepository repository,
        string remote,
        string deepen,
        IEnumerable<string> revisions,
        CancellationToken cancellationToken
    )
    {
        var commits = new List<string>();
        foreach (var revision in revisions)
        {
            if (await repository.ResolveAsync(revision, cancellationToken).ConfigureAwait(false) is { } commit)
            {
                commits.Add(commit);
            }
        }

        string[] fetch = ["fetch", "--quiet", "--no-tags", deepen, remote];
        var deepened = await repository.Git.TryAsync([.. fetch, .. commits], cancellationToken).ConfigureAwait(false);
        if (deepened.ExitCode != 0)
        {
            await repository.Git.RunAsync(fetch, cancellationToken).ConfigureAwait(false);
        }
    }
}
