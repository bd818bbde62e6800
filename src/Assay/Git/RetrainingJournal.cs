using Assay.Core.Drift;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>The last retraining that a drift began, and the commit that holds it.</summary>
internal sealed record LastRetraining(Retraining? Retraining, string? Commit);

/// <summary>
/// The retrainings of a model that drifts began: a chain of commits that moves by compare-and-swap, so that of two checks that
/// find the same drift at once one begins it.
/// </summary>
/// <param name="store">Where this clone keeps it.</param>
/// <param name="model">The model.</param>
internal sealed class RetrainingJournal(LedgerStore store, string model)
{
    private readonly string _name = RefNames.RetrainingOf(model);

    private CommitChain Chain => new(store, _name, RetrainingDocument.FileName);

    /// <summary>Reads the last one, after a look at the remote.</summary>
    /// <exception cref="OperationError">when the remote cannot be read, or what is there is no retraining.</exception>
    public async Task<LastRetraining> ReadAsync(CancellationToken cancellationToken)
    {
        await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        var refs = await store.RefsAsync(cancellationToken).ConfigureAwait(false);
        if (refs[_name] is not { } tip)
        {
            return new LastRetraining(null, null);
        }

        var last = await Chain
            .LastAsync(tip, document => RetrainingDocument.Read(document), cancellationToken)
            .ConfigureAwait(false);
        return new LastRetraining(last, tip);
    }

    /// <summary>Writes one on top of what was read. Null when somebody else wrote first.</summary>
    /// <exception cref="OperationError">when the remote does not allow it or cannot be reached.</exception>
    public async Task<LastRetraining?> AppendAsync(
        Retraining retraining,
        LastRetraining after,
        CancellationToken cancellationToken
    )
    {
        var commit = await Chain
            .WriteAsync(
                RetrainingDocument.Write(retraining),
                Title(retraining),
                after.Commit,
                retraining.EndedAt ?? retraining.At,
                cancellationToken
            )
            .ConfigureAwait(false);
        var published = await store
            .PublishAsync([new RefUpdate(_name, after.Commit, commit)], together: true, cancellationToken)
            .ConfigureAwait(false);
        return published.Result switch
        {
            PublicationResult.Done => new LastRetraining(retraining, commit),
            PublicationResult.Lost => null,
            PublicationResult.Refused => throw new OperationError(
                $"the retraining cannot be recorded: '{store.Remote}' refused it ({published.Reason}). May this "
                    + "token or user write there (on GitHub 'permissions: contents: write')?"
            ),
            _ => throw new OperationError(
                $"the retraining cannot be recorded: '{store.Remote}' cannot be reached ({published.Reason}); try again later"
            ),
        };
    }

    private static string Title(Retraining retraining) =>
        retraining.Succeeded switch
        {
            true => $"retrained {retraining.Model} after {retraining.Version} drifted\n",
            false => $"could not retrain {retraining.Model} after {retraining.Version} drifted\n",
            null => $"retrain {retraining.Model} after {retraining.Version} drifted\n",
        };
}
