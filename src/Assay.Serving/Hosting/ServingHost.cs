using System.Net;
using Assay.Core.Serving;
using Assay.Serving.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Assay.Serving.Hosting;

/// <summary>A server that listens on two ports: one for requests, one for those who run it.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _mostLinger = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly RequestDelegate _requests;
    private readonly RequestDelegate _admin;
    private readonly AdminGate _gate;
    private readonly HostSettings _settings;
    private int _inFlight;
    private int _begun;
    private volatile bool _isDraining;

    private ServingHost(WebApplication app, HostSettings settings, RequestDelegate requests, RequestDelegate admin)
    {
        (_app, _settings, _requests, _admin) = (app, settings, requests, admin);
        _gate = new AdminGate(settings.AdminToken);
    }

    public int Port { get; private set; }

    public int AdminPort { get; private set; }

    /// <summary>Requests under way, those of the admin port aside.</summary>
    public int InFlight => _inFlight;

    /// <summary>Whether it was told to end.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Listens, and hands requests on.</summary>
    /// <exception cref="StartError">when a port is taken.</exception>
    public static async Task<ServingHost> StartAsync(
        HostSettings settings,
        RequestDelegate requests,
        RequestDelegate admin,
        TextWriter messages,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "assay-serving" });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddProvider(new MessageLog(messages)).SetMinimumLevel(LogLevel.Error);
        // What keeps it from starting is thrown, too, and then said in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton<IHostLifetime, SignalFree>();
        services?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        var app = builder.Build();
        var host = new ServingHost(app, settings, requests, admin);
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = context =>
                    ErrorAnswer.WriteAsync(
                        context,
                        new RequestError(
                            StatusCodes.Status500InternalServerError,
                            "the server failed; its log says how"
                        )
                    ),
            }
        );
        app.Run(host.HandleAsync);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new StartError(
                $"port {settings.Port} or {settings.AdminPort} is in use; end what listens there, or give --port and --admin-port"
            );
        }

        (host.Port, host.AdminPort) = host.Ports();
        await host.SayReadyAsync().ConfigureAwait(false);
        return host;
    }

    /// <summary>Drains, and says how many requests were cut off, if any were.</summary>
    public async Task EndAsync(TimeProvider clock, TextWriter messages)
    {
        var cut = await DrainAsync(clock).ConfigureAwait(false);
        if (cut > 0)
        {
            await messages
                .WriteLineAsync($"{cut} requests were cut off after {_settings.Drain.TotalSeconds:N0} s")
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Answers what comes still, each answer closing its connection, until nothing comes any more; then stops listening and
    /// waits for what is in flight.
    /// </summary>
    /// <returns>How many requests were cut off.</returns>
    public async Task<int> DrainAsync(TimeProvider clock)
    {
        _isDraining = true;
        var began = clock.GetTimestamp();
        var (quietSince, seen) = (began, _begun);
        while (clock.GetElapsedTime(began) < _mostLinger && clock.GetElapsedTime(quietSince) < _quiet)
        {
            await Task.Delay(_look, clock).ConfigureAwait(false);
            if (_begun != seen || _inFlight > 0)
            {
                (quietSince, seen) = (clock.GetTimestamp(), _begun);
            }
        }

        var left = _settings.Drain - clock.GetElapsedTime(began);
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        await _app.StopAsync(limit.Token).ConfigureAwait(false);
        return limit.IsCancellationRequested ? _inFlight : 0;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, HostSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MostBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        Listen(kestrel, settings.Address, settings.Port);
        // Without a token the admin port is for this machine alone.
        Listen(kestrel, settings.AdminToken is null ? IPAddress.Loopback : settings.Address, settings.AdminPort);
    }

    private static void Listen(KestrelServerOptions kestrel, IPAddress? address, int port)
    {
        if (address is not null)
        {
            kestrel.Listen(address, port);
        }
        else if (port != 0)
        {
            kestrel.ListenAnyIP(port);
        }
        else
        {
            kestrel.Listen(IPAddress.Any, port);
        }
    }

    // Whoever reads the file sees all of it or none.
    private async Task SayReadyAsync()
    {
        if (_settings.ReadyFile is not { } file)
        {
            return;
        }

        try
        {
            var half = file + ".new";
            var ready = new ServerReady(Environment.ProcessId, Port, AdminPort);
            await File.WriteAllTextAsync(half, ready.ToJson()).ConfigureAwait(false);
            File.Move(half, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new StartError($"the file of --ready-file cannot be written: {e.Message}");
        }
    }

    private (int Port, int AdminPort) Ports()
    {
        var addresses = _app
            .Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>();
        var ports = addresses.Addresses.Select(a => BindingAddress.Parse(a).Port).ToArray();
        return (ports[0], ports[1]);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var isAdmin = context.Connection.LocalPort == AdminPort;
        if (!isAdmin)
        {
            Interlocked.Increment(ref _begun);
            Interlocked.Increment(ref _inFlight);
        }

        if (_isDraining)
        {
            context.Response.Headers.Connection = "close";
        }

        try
        {
            if (isAdmin)
            {
                _gate.Check(context);
            }

            await (isAdmin ? _admin : _requests)(context).ConfigureAwait(false);
        }
        catch (RequestError e)
        {
            await ErrorAnswer.WriteAsync(context, e).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await ErrorAnswer.WriteAsync(context, ErrorAnswer.Of(e, _settings.MostBytes)).ConfigureAwait(false);
        }
        finally
        {
            if (!isAdmin)
            {
                Interlocked.Decrement(ref _inFlight);
            }
        }
    }
}
