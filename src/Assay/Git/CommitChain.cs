using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>Where a chain ends.</summary>
/// <param name="Commit">The newest commit, or null.</param>
/// <param name="Seen">
/// What the remote had when it was read: what a next commit replaces there, and nothing that another process of this clone has
/// seen since.
/// </param>
internal readonly record struct ChainTip(string? Commit, string? Seen)
{
    /// <summary>What this clone has on top of what the remote had; null when that is nothing.</summary>
    public string? Own => Commit == Seen ? null : Commit;
}

/// <summary>A ref whose commits are a history: each has one document, and the one before it as its parent.</summary>
/// <param name="store">Where this clone keeps it.</param>
/// <param name="name">The ref.</param>
/// <param name="fileName">The document.</param>
internal sealed class CommitChain(LedgerStore store, string name, string fileName)
{
    public delegate T Parse<out T>(ReadOnlySpan<byte> document);

    /// <summary>
    /// The newest commit, or null. One that was made while the remote could not be reached stands here, on top of what the
    /// remote has; when others moved the ref since, theirs is the history.
    /// </summary>
    /// <param name="refs">The store's refs.</param>
    /// <param name="lose">Hears of a commit that was made here and is no part of the history.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ChainTip> TipAsync(StoreRefs refs, Func<string, Task> lose, CancellationToken cancellationToken)
    {
        var (own, seen) = (refs.Own.GetValueOrDefault(name), refs.Seen.GetValueOrDefault(name));
        if (own is null || seen is null || await IsAncestorAsync(seen, own, cancellationToken).ConfigureAwait(false))
        {
            return new ChainTip(own ?? seen, seen);
        }

        if (!await IsAncestorAsync(own, seen, cancellationToken).ConfigureAwait(false))
        {
            await lose(own).ConfigureAwait(false);
        }

        await store.KeepAsync([new RefUpdate(name, own, null)], cancellationToken).ConfigureAwait(false);
        return new ChainTip(seen, seen);
    }

    /// <summary>All documents up to a commit, oldest first.</summary>
    /// <exception cref="OperationError">when one cannot be read.</exception>
    public async Task<ImmutableArray<T>> ReadAsync<T>(string tip, Parse<T> parse, CancellationToken cancellationToken)
    {
        var commits = (
            await store
                .Git.RunAsync(["rev-list", "--reverse", "--first-parent", tip], cancellationToken)
                .ConfigureAwait(false)
        ).Split('\n');
        return await ReadAsync(commits, tip, parse, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The document of one commit.</summary>
    /// <exception cref="OperationError">when it cannot be read.</exception>
    public async Task<T> LastAsync<T>(string tip, Parse<T> parse, CancellationToken cancellationToken) =>
        (await ReadAsync([tip], tip, parse, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Writes a commit; no ref moves yet.</summary>
    public async Task<string> WriteAsync(
        byte[] document,
        string title,
        string? parent,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var blob = await store.Writer.WriteBlobAsync(document, cancellationToken).ConfigureAwait(false);
        var tree = await store
            .Writer.WriteTreeAsync([new TreeEntry(fileName, blob)], cancellationToken)
            .ConfigureAwait(false);
        string[] parents = parent is null ? [] : [parent];
        return await store
            .Writer.WriteCommitAsync(tree, [.. parents], title, at, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<ImmutableArray<T>> ReadAsync<T>(
        IEnumerable<string> commits,
        string tip,
        Parse<T> parse,
        CancellationToken cancellationToken
    )
    {
        var documents = await store
            .Objects.ReadAsync([.. commits.Select(c => $"{c}:{fileName}")], cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return [.. documents.Select(document => parse(document))];
        }
        catch (FormatException e)
        {
            throw new OperationError($"{name} at {tip[..12]} cannot be read: {e.Message}", e);
        }
    }

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken cancellationToken) =>
        (
            await store
                .Git.TryAsync(["merge-base", "--is-ancestor", older, newer], cancellationToken)
                .ConfigureAwait(false)
        ).ExitCode == 0;
}
