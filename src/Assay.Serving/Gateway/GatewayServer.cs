using System.Net;
using Assay.Core.Names;
using Assay.Serving.Hosting;
using Assay.Serving.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Assay.Serving.Gateway;

/// <summary>Splits requests over two versions of a model.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    // Shorter than a model server keeps a connection open, so that it is never closed under a request.
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _connect = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker _http;
    private readonly GatewayAdmin _admin;
    private readonly TextWriter _messages;
    private readonly ITimer _guard;
    private ForwardEndpoint? _forward;
    private ServingHost? _host;

    private GatewayServer(GatewayControl control, TimeSpan guardEvery, TimeProvider clock, TextWriter messages)
    {
        (Control, _messages) = (control, messages);
        _admin = new GatewayAdmin(control, clock);
        _http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = _connect,
                PooledConnectionIdleTimeout = _idle,
            }
        );
        _guard = clock.CreateTimer(_ => Look(), null, guardEvery, guardEvery);
    }

    public GatewayControl Control { get; }

    public ServingHost Host => _host!;

    /// <summary>Listens.</summary>
    /// <param name="control">What it does.</param>
    /// <param name="settings">Patience and looks.</param>
    /// <param name="host">Where it listens.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="chance">8 bytes for the ids of requests.</param>
    /// <param name="messages">Standard error.</param>
    /// <exception cref="StartError">when a port is taken.</exception>
    public static async Task<GatewayServer> StartAsync(
        GatewayControl control,
        GatewaySettings settings,
        HostSettings host,
        TimeProvider clock,
        byte[] chance,
        TextWriter messages
    )
    {
        var gateway = new GatewayServer(control, settings.GuardEvery, clock, messages);
        try
        {
            gateway._host = await ServingHost
                .StartAsync(
                    host,
                    gateway.HandleAsync,
                    gateway._admin.HandleAsync,
                    messages,
                    services => services.AddHttpForwarder()
                )
                .ConfigureAwait(false);
            gateway._forward = new ForwardEndpoint(
                control,
                gateway._host.Service<IHttpForwarder>(),
                gateway._http,
                clock,
                settings.Patience,
                new RequestId(BitConverter.ToUInt64(chance))
            );
            return gateway;
        }
        catch (StartError)
        {
            await gateway._guard.DisposeAsync().ConfigureAwait(false);
            gateway._http.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync().ConfigureAwait(false);
        await Host.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
    }

    private void Look()
    {
        if (Control.Guard() is { } reason)
        {
            _messages.WriteLine($"The canary lost its share: {reason}");
            _messages.Flush();
        }
    }

    private Task HandleAsync(HttpContext context) =>
        context.Request.Path.Value switch
        {
            "/v2/health/live" => Health.LiveAsync(context),
            "/v2/health/ready" or "/ping" when Host.IsDraining => Health.ReadyAsync(context, isReady: false),
            // An arm's own figures are its operator's.
            "/metrics" => throw new RequestError(
                StatusCodes.Status404NotFound,
                $"there is no {Quoted.Value("/metrics")} here; the gateway's are on its admin port"
            ),
            _ => _forward!.ForwardAsync(context),
        };
}
