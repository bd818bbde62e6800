using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Toolkit;

namespace Assay.Commands.Rollouts;

/// <summary>The stage of a target follows what is served there.</summary>
internal static class StageFollow
{
    private const int MostRaces = 20;

    /// <summary>Puts the version of a rollout that ends well in the stage, if it is not there.</summary>
    /// <exception cref="OperationError">when the stage cannot be moved; the rollout is not over then.</exception>
    public static async Task MoveAsync(
        RolloutAccess access,
        string stageName,
        RolloutEntry entry,
        CancellationToken cancellationToken
    )
    {
        var registry = access.Registry.Registry;
        for (var race = 0; race < MostRaces; race++)
        {
            var view = await registry.ReadAsync(cancellationToken).ConfigureAwait(false);
            var stage = view.StageOf(entry.Plan.Model, stageName);
            var version = entry.Plan.Canary;
            if (version.Version.Equals(stage.History.Current) || entry.Evidence is null)
            {
                return;
            }

            var move = new Transition
            {
                Model = entry.Plan.Model,
                Stage = stageName,
                Kind = TransitionKind.Promote,
                Version = version.Version,
                Run = version.Run,
                ModelDigest = version.ModelDigest,
                Evidence = entry.Evidence,
                Actor = access.Registry.Actor,
                At = access.Context.Clock.GetUtcNow(),
                Reason = $"rollout {entry.Plan.Id} to {entry.Plan.Target} ended well",
                Override = entry.Override,
                LedgerHead = await registry.LedgerHeadAsync(cancellationToken).ConfigureAwait(false),
            };
            if (await registry.MoveAsync(move, stage, cancellationToken).ConfigureAwait(false))
            {
                await access.Registry.Tags.UpdateAsync(entry.Plan.Model, cancellationToken).ConfigureAwait(false);
                access.Context.Runner.Info($"{move.Model}#{stageName} → {move.Version}");
                return;
            }
        }

        throw new OperationError(
            $"others moved {entry.Plan.Model}#{stageName} {MostRaces} times meanwhile; look again with 'assay deploy-canary tick'"
        );
    }
}
