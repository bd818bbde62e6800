using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Rollouts;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet.Models;

namespace Assay.Targets.Docker;

/// <summary>
/// Servers and their gateway as containers of one engine, on a network of their own. No admin port is published: each is asked over
/// that network's bridge where this is the engine's machine, else from within its container, for which the engine is reached alone.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="settings">What it needs to know.</param>
/// <param name="random">Gives unguessable bytes.</param>
/// <param name="said">Told what takes long.</param>
internal sealed class DockerHost(
    DockerEngine engine,
    DockerHostSettings settings,
    Func<int, byte[]> random,
    Action<string> said
) : IServingHost
{
    private const int AdminPort = 8081;
    private const int Looks = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ContainerLabels _labels = new(settings.Target, settings.Model);
    private readonly ServingContainers _containers = new(engine, said);
    private readonly BridgePorts _bridge = new(engine, new ContainerLabels(settings.Target, settings.Model).Network);
    private readonly ContainerMaker _maker = new(engine, settings, random, said);

    public Task<ImmutableArray<HostedServer>> ServersAsync(CancellationToken cancellationToken) =>
        AskedAsync(
            async () =>
            {
                var servers = ImmutableArray.CreateBuilder<HostedServer>();
                foreach (
                    var container in await ListAsync(ContainerLabels.Server, cancellationToken).ConfigureAwait(false)
                )
                {
                    var version = container.Labels.TryGetValue(ContainerLabels.Version, out var label) ? label : "";
                    var runs = IsRunning(container);
                    servers.Add(
                        new HostedServer(
                            version,
                            $"http://{_labels.NameOf(ContainerLabels.Server, version)}:{ContainerMaker.Port}",
                            runs,
                            runs
                                ? null
                                : await _containers
                                    .LastLineAsync(container.ID, cancellationToken)
                                    .ConfigureAwait(false),
                            await _containers.ImageAsync(container, cancellationToken).ConfigureAwait(false)
                        )
                    );
                }

                return servers.ToImmutable();
            },
            "its containers cannot be listed",
            cancellationToken
        );

    public Task StartAsync(RolloutVersion version, CancellationToken cancellationToken)
    {
        var name = version.Version.ToString();
        return AskedAsync(
            () =>
                RunAsync(
                    ContainerLabels.Server,
                    name,
                    version.Image
                        ?? throw new OperationError(
                            $"nothing says which image holds {name}: give --image, or build it with 'assay build-model-image --load'"
                        ),
                    // As the image says: it knows where its model lies.
                    command: null,
                    cancellationToken
                ),
            $"the server of {name} cannot be started",
            cancellationToken
        );
    }

    public Task StopAsync(string version, CancellationToken cancellationToken) =>
        AskedAsync(
            async () =>
            {
                foreach (
                    var container in await ListAsync(ContainerLabels.Server, cancellationToken).ConfigureAwait(false)
                )
                {
                    if (container.Labels.TryGetValue(ContainerLabels.Version, out var label) && label == version)
                    {
                        await _containers.EndAsync(container.ID, cancellationToken).ConfigureAwait(false);
                    }
                }

                return true;
            },
            $"the server of {version} cannot be stopped",
            cancellationToken
        );

    public Task<HostedGateway?> GatewayAsync(CancellationToken cancellationToken) =>
        AskedAsync(
            async () =>
            {
                var found = (
                    await ListAsync(ContainerLabels.Gateway, cancellationToken).ConfigureAwait(false)
                ).FirstOrDefault();
                if (found is null)
                {
                    return null;
                }

                var runs = IsRunning(found);
                return new HostedGateway(
                    runs ? $"http://{AddressOf(found)}" : null,
                    runs,
                    runs ? null : await _containers.LastLineAsync(found.ID, cancellationToken).ConfigureAwait(false)
                );
            },
            "its gateway cannot be looked at",
            cancellationToken
        );

    public async Task StartGatewayAsync(RolloutPlan plan, GatewayArm first, CancellationToken cancellationToken)
    {
        await AskedAsync(
                () =>
                    RunAsync(
                        ContainerLabels.Gateway,
                        null,
                        plan.Canary.Image ?? throw new OperationError("nothing says which image holds the gateway"),
                        ["gateway", "--stable", first.Url, "--state", "/state/gateway.json"],
                        cancellationToken
                    ),
                "the gateway cannot be started",
                cancellationToken
            )
            .ConfigureAwait(false);
        for (var look = 1; ; look++)
        {
            try
            {
                await AskAsync(null, "GET", "/state", null, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OperationError) when (look < Looks)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
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
        var who = version is null ? "the gateway" : $"the server of {version}";
        return AskedAsync(
            async () =>
            {
                var role = version is null ? ContainerLabels.Gateway : ContainerLabels.Server;
                var container = _labels.NameOf(role, version);
                if (
                    await _bridge
                        .AskAsync(container, AdminPort, method, path, body, cancellationToken)
                        .ConfigureAwait(false) is
                    { } direct
                )
                {
                    return direct;
                }

                string[] command =
                [
                    .. await _containers.EntrypointAsync(container, cancellationToken).ConfigureAwait(false),
                    "ask",
                    method,
                    path,
                    "--port",
                    AdminPort.ToString(CultureInfo.InvariantCulture),
                    .. body is null ? Array.Empty<string>() : ["--body", body],
                ];
                var (output, error) = await _containers
                    .ExecuteAsync(container, command, cancellationToken)
                    .ConfigureAwait(false);
                return
                    output.Split('\n', 2) is [var status, var text]
                    && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                    ? new AdminAnswer(code, text)
                    : throw new OperationError(
                        $"{who} does not answer: {(error.Length > 0 ? error.Trim() : "no word")}"
                    );
            },
            $"{who} cannot be asked",
            cancellationToken
        );
    }

    public Task RemoveAsync(CancellationToken cancellationToken) =>
        AskedAsync(
            async () =>
            {
                foreach (var role in (string[])[ContainerLabels.Gateway, ContainerLabels.Server])
                {
                    foreach (var container in await ListAsync(role, cancellationToken).ConfigureAwait(false))
                    {
                        await _containers.EndAsync(container.ID, cancellationToken).ConfigureAwait(false);
                    }
                }

                await _maker.RemoveNetworkAsync(cancellationToken).ConfigureAwait(false);
                return true;
            },
            "its containers cannot be removed",
            cancellationToken
        );

    public void Dispose()
    {
        _bridge.Dispose();
        engine.Dispose();
    }

    // Started if it is there, made if it is not: whoever was killed in between is gone on with.
    private async Task<bool> RunAsync(
        string role,
        string? version,
        string image,
        string[]? command,
        CancellationToken cancellationToken
    )
    {
        var name = _labels.NameOf(role, version);
        if (
            (await ListAsync(role, cancellationToken).ConfigureAwait(false)).All(c =>
                !c.Names.Contains("/" + name, StringComparer.Ordinal)
            )
        )
        {
            await _maker.HaveImageAsync(image, cancellationToken).ConfigureAwait(false);
            await _maker.HaveNetworkAsync(cancellationToken).ConfigureAwait(false);
            await _maker.CreateAsync(role, version, name, image, command, cancellationToken).ConfigureAwait(false);
        }

        await engine.Client.Containers.StartContainerAsync(name, new(), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<IList<ContainerListResponse>> ListAsync(string role, CancellationToken cancellationToken) =>
        await engine
            .Client.Containers.ListContainersAsync(_labels.Query(role), cancellationToken)
            .ConfigureAwait(false);

    private static bool IsRunning(ContainerListResponse container) => container.State == "running";

    private static string AddressOf(ContainerListResponse gateway)
    {
        var port = gateway.Ports.FirstOrDefault(p => p.PrivatePort == ContainerMaker.Port && p.PublicPort != 0);
        var ip = port?.IP is null or "" or "0.0.0.0" or "::" ? "127.0.0.1" : port.IP;
        return $"{ip}:{port?.PublicPort ?? 0}";
    }

    private async Task<T> AskedAsync<T>(Func<Task<T>> ask, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationError($"target {settings.Target}: {what}: {DockerEngine.Said(e).TrimEnd('.')}", e);
        }
    }
}
