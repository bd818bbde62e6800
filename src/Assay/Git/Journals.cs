using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>The journals of all models, to be looked at: one that cannot be read is left out.</summary>
/// <param name="store">Where this clone keeps them.</param>
/// <param name="warn">Hears of those that are left out.</param>
internal sealed class Journals(LedgerStore store, Action<string> warn)
{
    /// <summary>What was rolled out, by model and target, as it was seen last.</summary>
    public async Task<ImmutableArray<RolloutHistory>> RolloutsAsync(CancellationToken cancellationToken)
    {
        var chains = await ChainsAsync(
                RefNames.Rollouts,
                RolloutDocument.FileName,
                document => RolloutDocument.Read(document),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. chains.Select(chain => RolloutHistory.Fold(chain))];
    }

    /// <summary>The retrainings that drifts began, as they were seen last.</summary>
    public async Task<ImmutableArray<Retraining>> RetrainingsAsync(CancellationToken cancellationToken)
    {
        var chains = await ChainsAsync(
                RefNames.Retrainings,
                RetrainingDocument.FileName,
                document => RetrainingDocument.Read(document),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. chains.SelectMany(chain => chain)];
    }

    private async Task<List<ImmutableArray<T>>> ChainsAsync<T>(
        string prefix,
        string fileName,
        CommitChain.Parse<T> parse,
        CancellationToken cancellationToken
    )
    {
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        var chains = new List<ImmutableArray<T>>();
        foreach (var name in refs.Names(prefix))
        {
            try
            {
                chains.Add(
                    await new CommitChain(store, name, fileName)
                        .ReadAsync(refs[name]!, parse, cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            catch (OperationError e)
            {
                warn($"{e.Message.TrimEnd('.')}. It is left out.");
            }
        }

        return chains;
    }
}
