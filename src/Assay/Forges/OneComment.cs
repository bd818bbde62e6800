namespace Assay.Forges;

/// <summary>
/// Keeps one comment of ours on a pull request, whoever else writes it at the same time: written, read again, and written again
/// until it says what is true now. Of two that were made at once the older stays.
/// </summary>
internal static class OneComment
{
    // Each round means that somebody else wrote in between; more than a few of them in a row do not happen.
    private const int Rounds = 20;

    /// <summary>Sets it.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="pullRequest">The pull request's number.</param>
    /// <param name="marker">What the comment begins with.</param>
    /// <param name="render">Says what the comment is to be now, given what it is; asked anew in each round. Null is no comment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The comment; null when there is none.</returns>
    public static async Task<ForgeComment?> SetAsync(
        IForge forge,
        int pullRequest,
        string marker,
        Func<string?, CancellationToken, Task<string?>> render,
        CancellationToken cancellationToken
    )
    {
        ForgeComment? written = null;
        var asked = "";
        for (var round = 0; round < Rounds; round++)
        {
            var comments = await forge.CommentsAsync(pullRequest, marker, cancellationToken).ConfigureAwait(false);
            foreach (var second in comments.Skip(1))
            {
                await forge.RemoveCommentAsync(pullRequest, second.Id, cancellationToken).ConfigureAwait(false);
            }

            var first = comments.FirstOrDefault();
            var body = await render(first?.Body, cancellationToken).ConfigureAwait(false);
            if (body is null)
            {
                return first;
            }

            // A forge may store another text than it was given: it stands as long as it is what the forge answered to this text.
            var stands =
                first is not null && (Same(first.Body, body) || (body == asked && first.Body == written?.Body));
            if (stands && comments.Length == 1)
            {
                return first;
            }

            if (stands)
            {
                continue;
            }

            asked = body;
            written = first is null
                ? await forge.AddCommentAsync(pullRequest, body, cancellationToken).ConfigureAwait(false)
                : await TrySetAsync(forge, pullRequest, first.Id, marker, body, cancellationToken)
                    .ConfigureAwait(false);
        }

        return written;
    }

    // Another job may take the comment away as the second of two; then there is an older one to write.
    private static async Task<ForgeComment?> TrySetAsync(
        IForge forge,
        int pullRequest,
        long id,
        string marker,
        string body,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await forge.SetCommentAsync(pullRequest, id, body, cancellationToken).ConfigureAwait(false);
        }
        catch (ForgeRefusal)
        {
            var comments = await forge.CommentsAsync(pullRequest, marker, cancellationToken).ConfigureAwait(false);
            if (comments.Any(c => c.Id == id))
            {
                throw;
            }

            return null;
        }
    }

    private static bool Same(string one, string other) =>
        one.ReplaceLineEndings("\n").TrimEnd() == other.ReplaceLineEndings("\n").TrimEnd();
}
