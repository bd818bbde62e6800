using System.Collections.Immutable;
using System.Net;
using Assay.Core.Rollouts;
using Assay.Toolkit;

namespace Assay.Targets.Processes;

/// <summary>Servers and their gateway as processes of this machine, for a laptop or a machine without containers.</summary>
internal sealed class ProcessHost : IServingHost
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ListensWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BeginsWithin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly string[] Passed = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH", "LANG"];

    private readonly ProcessHostSettings _settings;
    private readonly TimeProvider _clock;
    private readonly AdminPort _admin;
    private readonly string _token;

    /// <param name="settings">What it needs to know.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="random">Gives unguessable bytes.</param>
    /// <exception cref="OperationError">when its folder cannot be written.</exception>
    public ProcessHost(ProcessHostSettings settings, TimeProvider clock, Func<int, byte[]> random)
    {
        (_settings, _clock) = (settings, clock);
        _token = AdminToken.ReadOrMake(settings.Folder, random);
        _admin = new AdminPort(_token);
    }

    public Task<ImmutableArray<HostedServer>> ServersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<HostedServer>>([
            .. Directory
                .EnumerateDirectories(Servers)
                .Where(folder => File.Exists(Path.Combine(folder, "pid")))
                .Order(StringComparer.Ordinal)
                .Select(Server),
        ]);

    public async Task StartAsync(RolloutVersion version, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(cancellationToken).ConfigureAwait(false);
        var folder = FolderOf(version.Version.ToString());
        var process = new ServingProcess(folder, _clock);
        if (process.Pid is not null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var model = await ModelAsync(version, folder, cancellationToken).ConfigureAwait(false);
        process.Start(
            [
                _settings.Program,
                "serve",
                "--model",
                model,
                "--address",
                "127.0.0.1",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--ready-file",
                process.ReadyFile,
            ],
            Environment
        );
        await ListensAsync(process, cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(string version, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(cancellationToken).ConfigureAwait(false);
        await new ServingProcess(FolderOf(version), _clock).StopAsync(Drain, cancellationToken).ConfigureAwait(false);
    }

    public Task<HostedGateway?> GatewayAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(GatewayState))
        {
            return Task.FromResult<HostedGateway?>(null);
        }

        var process = Gateway;
        return Task.FromResult<HostedGateway?>(
            process.Ready is { } ready
                ? new HostedGateway($"http://{Reachable(ready.Port)}", true)
                : new HostedGateway(null, false, process.LastLine)
        );
    }

    public async Task StartGatewayAsync(RolloutPlan plan, GatewayArm first, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(cancellationToken).ConfigureAwait(false);
        var process = Gateway;
        if (process.Pid is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(GatewayState)!);
            process.Start(
                [
                    _settings.Program,
                    "gateway",
                    "--stable",
                    first.Url,
                    "--state",
                    GatewayState,
                    "--address",
                    _settings.Listen.Address.ToString(),
                    "--port",
                    $"{_settings.Listen.Port}",
                    "--admin-port",
                    "0",
                    "--ready-file",
                    process.ReadyFile,
                ],
                Environment
            );
        }

        await ListensAsync(process, cancellationToken).ConfigureAwait(false);
        if (process.Ready is null)
        {
            throw new OperationError($"the gateway does not start: {process.LastLine ?? "it wrote nothing"}");
        }
    }

    public Task<AdminAnswer> AskAsync(
        string? version,
        string method,
        string path,
        string? body,
        CancellationToken cancellationToken
    )
    {
        var process = version is null ? Gateway : new ServingProcess(FolderOf(version), _clock);
        var who = version is null ? "the gateway" : $"the server of {version}";
        var ready = process.Ready ?? throw new OperationError($"{who} does not listen{Said(process)}");
        var host = version is null ? Reachable(ready.AdminPort) : $"127.0.0.1:{ready.AdminPort}";
        return _admin.AskAsync(new Uri($"http://{host}{path}"), method, body, cancellationToken);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(cancellationToken).ConfigureAwait(false);
        await Gateway.StopAsync(Drain, cancellationToken).ConfigureAwait(false);
        if (File.Exists(GatewayState))
        {
            File.Delete(GatewayState);
        }

        foreach (var folder in Directory.EnumerateDirectories(Servers))
        {
            await new ServingProcess(folder, _clock).StopAsync(Drain, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _admin.Dispose();

    private string Servers => Directory.CreateDirectory(Path.Combine(_settings.Folder, "servers")).FullName;

    private string GatewayState => Path.Combine(_settings.Folder, "gateway", "state.json");

    private ServingProcess Gateway => new(Path.Combine(_settings.Folder, "gateway"), _clock);

    private IReadOnlyDictionary<string, string> Environment =>
        _settings.Variables.Where(v => Passed.Contains(v.Key)).Append(new("ASSAY_ADMIN_TOKEN", _token)).ToDictionary();

    private string FolderOf(string version) => Path.Combine(Servers, version);

    private HostedServer Server(string folder)
    {
        var (version, process) = (Path.GetFileName(folder), new ServingProcess(folder, _clock));
        return process.Pid is null
            ? new HostedServer(version, null, false, process.LastLine ?? "its process is gone")
            : new HostedServer(version, process.Ready is { } ready ? $"http://127.0.0.1:{ready.Port}" : null, true);
    }

    // Whole or not at all, and kept, so that going back to a version needs no ledger.
    private async Task<string> ModelAsync(RolloutVersion version, string folder, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, "model-" + version.ModelDigest.Abbreviated);
        if (!Directory.Exists(place))
        {
            var half = place + ".new";
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }

            await _settings.PrepareAsync(version, half, cancellationToken).ConfigureAwait(false);
            Directory.Move(half, place);
        }

        return place;
    }

    // A server that does not get there is seen to have died, or not to be ready, at the next look.
    private async Task ListensAsync(ServingProcess process, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        while (process.Ready is null && _clock.GetElapsedTime(began) < ListensWithin)
        {
            await Task.Delay(Look, _clock, cancellationToken).ConfigureAwait(false);
            if (process.Pid is null && _clock.GetElapsedTime(began) > BeginsWithin)
            {
                return;
            }
        }
    }

    private async Task<LockFile> LockAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_settings.Folder, "lock");
        while (true)
        {
            if (LockFile.TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Look, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Reachable(int port)
    {
        var address = _settings.Listen.Address;
        return new IPEndPoint(
            address.Equals(IPAddress.Any) ? IPAddress.Loopback
                : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
                : address,
            port
        ).ToString();
    }

    private static string Said(ServingProcess process) => process.LastLine is { } line ? $": {line}" : "";
}
