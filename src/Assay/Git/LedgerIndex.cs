using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>The folded part of the ledger: the lines of its segments.</summary>
/// <param name="Commit">The ledger's tip, or null when nothing was folded yet.</param>
/// <param name="Segments">Blob ids of the segments by number.</param>
/// <param name="Runs">All lines, in their order.</param>
internal sealed record LedgerIndex(
    string? Commit,
    ImmutableSortedDictionary<int, string> Segments,
    ImmutableArray<RunSummary> Runs
)
{
    /// <summary>Reads the index of a ledger's tip.</summary>
    /// <exception cref="OperationError">when it is of a newer format or corrupt; nothing is changed.</exception>
    public static async Task<LedgerIndex> ReadAsync(
        LedgerStore store,
        string? commit,
        CancellationToken cancellationToken
    )
    {
        if (commit is null)
        {
            return new LedgerIndex(null, ImmutableSortedDictionary<int, string>.Empty, []);
        }

        var listed = await store
            .Git.RunAsync(["ls-tree", "-z", $"{commit}:{LedgerFormat.Segments}"], cancellationToken)
            .ConfigureAwait(false);
        var segments = listed
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\t', 2))
            .Select(parts => (Number: LedgerFormat.NumberOf(parts[1]), Id: parts[0].Split(' ')[2]))
            .Where(segment => segment.Number is not null)
            .ToImmutableSortedDictionary(segment => segment.Number!.Value, segment => segment.Id);
        var runs = ImmutableArray.CreateBuilder<RunSummary>();
        string[] names = [$"{commit}:{LedgerFormat.FormatFile}", .. segments.Values];
        try
        {
            await store
                .Objects.ReadAsync(
                    names,
                    (i, bytes) =>
                    {
                        if (i == 0)
                        {
                            LedgerFormat.Require(bytes is null ? default : bytes.Value.Span);
                        }
                        else if (bytes is not null)
                        {
                            runs.AddRange(LedgerFormat.Lines(bytes.Value).Select(line => IndexLine.Read(line.Span)));
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            throw new OperationError($"the ledger {commit[..12]} cannot be read: {e.Message}", e);
        }

        return new LedgerIndex(commit, segments, runs.DrainToImmutable());
    }
}
