using System.Collections.Immutable;
using Assay.Core.Rollouts;
using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>A version's server on a host.</summary>
/// <param name="Version">The version that it was started for.</param>
/// <param name="Url">Where the gateway reaches it; null while that is not known.</param>
/// <param name="Runs">Whether its process or container runs.</param>
/// <param name="Problem">Why it does not run, if that is known.</param>
/// <param name="Image">Its image, where it is a container.</param>
internal sealed record HostedServer(
    string Version,
    string? Url,
    bool Runs,
    string? Problem = null,
    ServedImage? Image = null
);

/// <summary>The gateway of a model on a host.</summary>
/// <param name="Url">Where requests go.</param>
/// <param name="Runs">Whether it runs.</param>
/// <param name="Problem">Why it does not run, if that is known.</param>
internal sealed record HostedGateway(string? Url, bool Runs, string? Problem = null);

/// <summary>What an admin port answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal readonly record struct AdminAnswer(int Status, string Body)
{
    public bool IsGood => Status is >= 200 and < 300;
}

/// <summary>Where the servers of one model and their gateway run. Every change may be made twice without harm.</summary>
internal interface IServingHost : IDisposable
{
    /// <summary>All servers, those that died too.</summary>
    /// <exception cref="OperationError">when the host cannot be looked at.</exception>
    Task<ImmutableArray<HostedServer>> ServersAsync(CancellationToken cancellationToken);

    /// <summary>Starts a version's server, if it does not run; it need not be ready then.</summary>
    /// <exception cref="OperationError">when it cannot be started.</exception>
    Task StartAsync(RolloutVersion version, CancellationToken cancellationToken);

    /// <summary>Lets a server end its requests, and removes it; nothing where there is none.</summary>
    /// <exception cref="OperationError">when the host cannot be reached.</exception>
    Task StopAsync(string version, CancellationToken cancellationToken);

    /// <summary>The gateway; null when none was ever started.</summary>
    /// <exception cref="OperationError">when the host cannot be looked at.</exception>
    Task<HostedGateway?> GatewayAsync(CancellationToken cancellationToken);

    /// <summary>Starts the gateway, if it does not run, and waits until it answers; what it remembers goes before <paramref name="first"/>.</summary>
    /// <exception cref="OperationError">when it does not answer.</exception>
    Task StartGatewayAsync(RolloutPlan plan, GatewayArm first, CancellationToken cancellationToken);

    /// <summary>Asks the admin port of the gateway, or of a version's server.</summary>
    /// <exception cref="OperationError">when nothing answers.</exception>
    Task<AdminAnswer> AskAsync(
        string? version,
        string method,
        string path,
        string? body,
        CancellationToken cancellationToken
    );

    /// <summary>Ends the gateway and all servers.</summary>
    /// <exception cref="OperationError">when the host cannot be reached.</exception>
    Task RemoveAsync(CancellationToken cancellationToken);
}
