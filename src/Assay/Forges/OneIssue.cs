namespace Assay.Forges;

/// <summary>Keeps one issue of ours on one cause: opened, written anew, closed when the cause is gone, opened again when it is back.</summary>
internal static class OneIssue
{
    /// <summary>Sets it.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="marker">What its text begins with.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Its text after the marker's line.</param>
    /// <param name="isOpen">Whether the cause is there; if not, none is made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The issue; null when there is none.</returns>
    public static async Task<ForgeIssue?> SetAsync(
        IForge forge,
        string marker,
        string title,
        string body,
        bool isOpen,
        CancellationToken cancellationToken
    )
    {
        var text = $"{marker}\n{body}";
        var found = await forge.IssuesAsync(marker, cancellationToken).ConfigureAwait(false);
        if (found.IsEmpty)
        {
            if (!isOpen)
            {
                return null;
            }

            await forge.OpenIssueAsync(title, text, cancellationToken).ConfigureAwait(false);
            // Another check may have done the same at the same time.
            found = await forge.IssuesAsync(marker, cancellationToken).ConfigureAwait(false);
        }

        foreach (var second in found.Skip(1).Where(i => i.IsOpen))
        {
            await forge.SetIssueAsync(second with { IsOpen = false }, cancellationToken).ConfigureAwait(false);
        }

        return found.FirstOrDefault() is { } first
            ? await SetAsync(
                    forge,
                    first,
                    first with
                    {
                        Title = title,
                        Body = text,
                        IsOpen = isOpen,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
            : null;
    }

    private static async Task<ForgeIssue> SetAsync(
        IForge forge,
        ForgeIssue before,
        ForgeIssue after,
        CancellationToken cancellationToken
    )
    {
        // What is closed stays as it was closed.
        var isSame =
            before.IsOpen == after.IsOpen
            && (!after.IsOpen || (before.Title == after.Title && before.Body.TrimEnd() == after.Body.TrimEnd()));
        return isSame ? before : await forge.SetIssueAsync(after, cancellationToken).ConfigureAwait(false);
    }
}
