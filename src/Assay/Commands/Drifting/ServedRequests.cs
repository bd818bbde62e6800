using System.Text;
using Assay.Commands.Rollouts;
using Assay.Core.Names;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Drifting;

/// <summary>The profile that a target's server keeps of its requests.</summary>
/// <param name="access">The way to the targets.</param>
/// <param name="named">The target, or null for the one that serves the stage.</param>
/// <param name="stage">The stage, or null.</param>
internal sealed class ServedRequests(RolloutAccess access, TargetSettings? named, string? stage)
{
    /// <summary>Reads it, or takes it under a name.</summary>
    /// <exception cref="InputError">when that is not one.</exception>
    /// <exception cref="OperationError">when nothing serves there.</exception>
    public async Task<(byte[] Profile, string Target)> ReadAsync(string? name, CancellationToken cancellationToken)
    {
        var target = named ?? Only();
        using var there = await access.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var profile =
            await there.Profile.ReadAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new OperationError(
                $"nothing serves {access.Settings.Name} at target {target.Name}; 'assay deploy-canary start' or 'assay promote' puts a version there"
            );
        return (Encoding.UTF8.GetBytes(profile), target.Name);
    }

    /// <summary>Lets the server forget what was taken under a name.</summary>
    /// <exception cref="OperationError">when it does not.</exception>
    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        using var there = await access.OpenAsync(named ?? Only(), cancellationToken).ConfigureAwait(false);
        await there.Profile.DropAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private TargetSettings Only()
    {
        var model = access.Settings;
        TargetSettings[] all = [.. model.Deploy?.Targets.Values ?? []];
        TargetSettings[] serving = [.. all.Where(t => stage is null || t.Stage == stage)];
        return serving is [var only] ? only
            : all is [var one] ? one
            : throw new InputError(
                all.Length == 0
                    ? $"{model.Name} has no targets, so there are no requests to look at: name a file, or the address of a server's profile, with --current"
                    : $"name the target whose requests are looked at with --target: {Quoted.List([.. all.Select(t => t.Name)])}",
                model.LocationOf(nameof(ModelSettings.Deploy))
            );
    }
}
