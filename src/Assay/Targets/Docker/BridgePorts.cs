using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Assay.Engine;
using Assay.Toolkit;

namespace Assay.Targets.Docker;

/// <summary>
/// Admin ports of containers by their addresses, where the bridge of their network is an interface of this very machine: that takes
/// a hundredth of the time in which a program is run in a container.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="network">The containers' network.</param>
internal sealed class BridgePorts(DockerEngine engine, string network) : IDisposable
{
    // Files of Linux. An engine names a bridge by its network, so that an engine elsewhere, whose socket is forwarded, has none here.
    private const string Interfaces = "/sys/class/net";
    private const int IdDigits = 12;
    private const string TokenVariable = "ASSAY_ADMIN_TOKEN=";
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, AdminPort> _ports = [];
    private volatile bool _isElsewhere;

    /// <summary>Asks a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="port">Its admin port.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Null where there is no such way to it.</returns>
    /// <exception cref="OperationError">when there is one, and nothing answers.</exception>
    public async Task<AdminAnswer?> AskAsync(
        string container,
        int port,
        string method,
        string path,
        string? body,
        CancellationToken cancellationToken
    )
    {
        if (_isElsewhere)
        {
            return null;
        }

        var inspected = await engine
            .Client.Containers.InspectContainerAsync(container, cancellationToken)
            .ConfigureAwait(false);
        if (
            inspected.NetworkSettings?.Networks is not { } networks
            || !networks.TryGetValue(network, out var joined)
            || joined.NetworkID is not { Length: > IdDigits } id
        )
        {
            return null;
        }

        if (!Directory.Exists(Path.Combine(Interfaces, "br-" + id[..IdDigits])))
        {
            _isElsewhere = true;
            return null;
        }

        if (
            !IPAddress.TryParse(joined.IPAddress, out var address)
            || inspected.Config?.Env?.FirstOrDefault(v => v.StartsWith(TokenVariable, StringComparison.Ordinal))
                is not { } variable
            || !await ConnectsAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false)
        )
        {
            return null;
        }

        var token = variable[TokenVariable.Length..];
        var url = string.Create(CultureInfo.InvariantCulture, $"http://{new IPEndPoint(address, port)}{path}");
        return await _ports
            .GetOrAdd(token, t => new AdminPort(t))
            .AskAsync(new Uri(url), method, body, cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var port in _ports.Values)
        {
            port.Dispose();
        }
    }

    // A server that does not listen yet says so at once; a firewall says nothing.
    private async Task<bool> ConnectsAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectsWithin);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            throw new OperationError($"nothing answers at {endpoint}: it does not listen", e);
        }
        catch (Exception e)
            when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            _isElsewhere = true;
            return false;
        }
    }
}
