using Assay.Core.Registry;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Git;

/// <summary>
/// Versions and stages of models, kept in refs that only ever grow: a version is a ref that is made once, a stage a chain of
/// commits that moves by compare-and-swap.
/// </summary>
/// <param name="store">Where this clone keeps them.</param>
/// <param name="warn">Hears what a person should know and no caller needs to act upon.</param>
/// <param name="mayBeStale">Whether what was seen before will do when the remote cannot be reached.</param>
internal sealed class ModelRegistry(LedgerStore store, Action<string> warn, bool mayBeStale = false)
{
    /// <summary>Reads all versions and stages, after a look at the remote.</summary>
    /// <exception cref="OperationError">when the remote cannot be read.</exception>
    public async Task<RegistryView> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.FetchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationError e) when (mayBeStale)
        {
            warn($"{e.Message} What follows is what was seen before.");
        }

        return await new RegistryReader(store, warn).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a version of a run. False when somebody else made that version first: read again and decide again.</summary>
    /// <exception cref="OperationError">when the remote does not allow it or cannot be reached.</exception>
    public async Task<bool> RegisterAsync(ModelVersion version, RunSummary run, CancellationToken cancellationToken)
    {
        await store.EnsureCommitAsync(run.Commit, cancellationToken).ConfigureAwait(false);
        var tree = await store
            .Git.RunAsync(["rev-parse", run.Commit + "^{tree}"], cancellationToken)
            .ConfigureAwait(false);
        var commit = await store
            .Writer.WriteCommitAsync(tree, [], VersionMessage.Write(version), version.At, cancellationToken)
            .ConfigureAwait(false);
        var name = RefNames.VersionOf(version.Model, version.Version.ToString());
        var published = await store
            .PublishAsync([new RefUpdate(name, null, commit)], together: true, cancellationToken)
            .ConfigureAwait(false);
        return Judge(published, $"{version} cannot be registered");
    }

    /// <summary>
    /// Moves a stage. False when somebody else moved it since it was read: read again and decide again. A rollback is kept
    /// in this clone when the remote cannot be reached, and sent with the next move.
    /// </summary>
    /// <exception cref="OperationError">when the remote does not allow it or, for a promotion, cannot be reached.</exception>
    public async Task<bool> MoveAsync(Transition transition, Stage from, CancellationToken cancellationToken)
    {
        var name = RefNames.StageOf(transition.Model, transition.Stage);
        var commit = await new CommitChain(store, name, TransitionDocument.FileName)
            .WriteAsync(
                TransitionDocument.Write(transition),
                $"{transition.Kind} {transition.Model}#{transition.Stage} to {transition.Version}\n".ToLowerInvariant(),
                from.Tip.Commit,
                transition.At,
                cancellationToken
            )
            .ConfigureAwait(false);
        var expected = store.Remote is null ? from.Tip.Commit : from.Tip.Seen;
        var published = await store
            .PublishAsync([new RefUpdate(name, expected, commit)], together: true, cancellationToken)
            .ConfigureAwait(false);
        if (published.Result == PublicationResult.Unreachable && transition.Kind == TransitionKind.Rollback)
        {
            var kept = new RefUpdate(name, from.Tip.Own, commit);
            warn(
                $"'{store.Remote}' cannot be reached ({published.Reason}): the rollback is recorded here, and the next move of "
                    + "a stage from this clone sends it"
            );
            return (await store.KeepAsync([kept], cancellationToken).ConfigureAwait(false)).Result
                == PublicationResult.Done;
        }

        return Judge(published, $"{transition.Model}#{transition.Stage} cannot be moved");
    }

    /// <summary>The ledger's tip, as it was last seen.</summary>
    public async Task<string?> LedgerHeadAsync(CancellationToken cancellationToken) =>
        (await store.RefsAsync(cancellationToken).ConfigureAwait(false))[RefNames.Ledger];

    private bool Judge(Publication published, string what) =>
        published.Result switch
        {
            PublicationResult.Done => true,
            PublicationResult.Lost => false,
            PublicationResult.Refused => throw new OperationError(
                $"{what}: '{store.Remote}' refused it ({published.Reason}). May this token or user write there "
                    + "(on GitHub 'permissions: contents: write')?"
            ),
            _ => throw new OperationError(
                $"{what}: '{store.Remote}' cannot be reached ({published.Reason}); try again later"
            ),
        };
}
