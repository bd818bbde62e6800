using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>The profile that the stable version's server behind a gateway keeps.</summary>
/// <param name="host">Where both run.</param>
/// <param name="gateway">The gateway, which knows the stable version.</param>
internal sealed class StableProfile(IServingHost host, GatewayTalk gateway)
{
    /// <summary>The profile that the stable version's server keeps; null while nothing serves.</summary>
    /// <param name="name">The name that it is taken under, to be dropped later; null for a look alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationError">when it cannot be read.</exception>
    public Task<string?> ReadAsync(string? name, CancellationToken cancellationToken) =>
        name is null
            ? AskAsync("GET", "/profile", cancellationToken)
            : AskAsync("POST", "/profile/take?by=" + name, cancellationToken);

    /// <summary>Lets the stable version's server forget what was taken under a name.</summary>
    /// <exception cref="OperationError">when it does not, as another took it since.</exception>
    public async Task DropAsync(string name, CancellationToken cancellationToken) =>
        _ =
            await AskAsync("POST", "/profile/drop?by=" + name, cancellationToken).ConfigureAwait(false)
            ?? throw new OperationError("nothing serves there any more");

    private async Task<string?> AskAsync(string method, string path, CancellationToken cancellationToken)
    {
        if (await host.GatewayAsync(cancellationToken).ConfigureAwait(false) is not { Runs: true })
        {
            return null;
        }

        var state = await gateway.StateAsync(cancellationToken).ConfigureAwait(false);
        var servers = await host.ServersAsync(cancellationToken).ConfigureAwait(false);
        if (servers.FirstOrDefault(s => s.Runs && s.Url == state.Routing.Stable.Url) is not { } stable)
        {
            return null;
        }

        var answer = await host.AskAsync(stable.Version, method, path, null, cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? answer.Body : throw GatewayTalk.Refused($"the server of {stable.Version}", answer);
    }
}
