using Assay.Git;

namespace Assay.Commands;

/// <summary>The ledger of the repository that a command runs in.</summary>
internal static class RunLedger
{
    /// <summary>Opens it for a command that only looks: what was seen before will do when the remote cannot be reached.</summary>
    public static async Task<Ledger> OpenToReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        return await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken, mayBeStale: true)
            .ConfigureAwait(false);
    }

    /// <summary>Reads versions and stages for a command that only looks.</summary>
    public static async Task<RegistryView> ReadRegistryAsync(
        CommandContext context,
        CancellationToken cancellationToken
    ) =>
        await ReadRegistryAsync(
                await OpenToReadAsync(context, cancellationToken).ConfigureAwait(false),
                context,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>The same, with a ledger that is open already.</summary>
    public static Task<RegistryView> ReadRegistryAsync(
        Ledger ledger,
        CommandContext context,
        CancellationToken cancellationToken
    ) => new ModelRegistry(ledger.Store, w => context.Runner.Warning(w), mayBeStale: true).ReadAsync(cancellationToken);
}
