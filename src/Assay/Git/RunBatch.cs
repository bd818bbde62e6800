using System.Runtime.CompilerServices;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>A run, and one of its artifacts by name.</summary>
/// <param name="Run">The run.</param>
/// <param name="Document">The artifact's bytes, or null when the run has none of that name.</param>
internal sealed record RunWithDocument(Run Run, byte[]? Document);

/// <summary>Reads many whole runs with few looks at the remote.</summary>
/// <param name="store">Where this clone keeps them.</param>
/// <param name="warn">Hears of runs that cannot be read, which are left out.</param>
internal sealed class RunBatch(LedgerStore store, Action<string> warn)
{
    private const int Size = 100;

    /// <summary>The runs in their order, each with its artifact <paramref name="document"/>.</summary>
    public async IAsyncEnumerable<RunWithDocument> ReadAsync(
        IEnumerable<RunSummary> runs,
        string document,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var some in runs.Chunk(Size))
        {
            try
            {
                await store
                    .EnsureCommitsAsync([.. some.Select(r => r.Commit)], cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (OperationError e)
            {
                warn($"{e.Message.TrimEnd('.')}. What is missing is left out.");
            }

            var read = await RunTree
                .ReadAsync(store.Objects, [.. some.Select(r => KeyValuePair.Create(r.Id, r.Commit))], cancellationToken)
                .ConfigureAwait(false);
            var documents = await store
                .Objects.ReadAsync(
                    [.. some.Select(r => $"{r.Commit}:{RunTree.Artifacts}{document}")],
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var (i, (run, problem)) in read.Index())
            {
                if (run is null)
                {
                    warn($"the details of run {some[i].Id} are left out: {problem}");
                    continue;
                }

                yield return new RunWithDocument(run, documents[i]);
            }
        }
    }
}
