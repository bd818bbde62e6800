using System.Globalization;
using System.Net;
using Assay.Core.Names;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Targets.Docker;

/// <summary>Makes containers, and what they need: their image and their network.</summary>
/// <param name="engine">The engine.</param>
/// <param name="settings">The target.</param>
/// <param name="random">Gives unguessable bytes.</param>
/// <param name="said">Told what takes long.</param>
internal sealed class ContainerMaker(
    DockerEngine engine,
    DockerHostSettings settings,
    Func<int, byte[]> random,
    Action<string> said
)
{
    /// <summary>Where requests come, in the container.</summary>
    public const int Port = 8080;

    private const int TokenBytes = 32;
    private readonly ContainerLabels _labels = new(settings.Target, settings.Model);

    /// <summary>Makes a container that is not there.</summary>
    public async Task CreateAsync(
        string role,
        string? version,
        string name,
        string image,
        string[]? command,
        CancellationToken cancellationToken
    )
    {
        var isGateway = role == ContainerLabels.Gateway;
        var port = Port.ToString(CultureInfo.InvariantCulture) + "/tcp";
        try
        {
            await engine
                .Client.Containers.CreateContainerAsync(
                    new CreateContainerParameters
                    {
                        Name = name,
                        Image = image,
                        Cmd = command!,
                        Labels = _labels.Of(role, version),
                        Env = ["ASSAY_ADMIN_TOKEN=" + Convert.ToHexStringLower(random(TokenBytes))],
                        ExposedPorts = isGateway ? new Dictionary<string, EmptyStruct> { [port] = default } : null!,
                        HostConfig = new HostConfig
                        {
                            NetworkMode = _labels.Network,
                            // The gateway remembers its arms in a file of its own.
                            ReadonlyRootfs = !isGateway,
                            CapDrop = ["ALL"],
                            SecurityOpt = ["no-new-privileges"],
                            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.UnlessStopped },
                            Tmpfs = new Dictionary<string, string> { ["/tmp"] = "" },
                            LogConfig = new LogConfig
                            {
                                Type = "json-file",
                                Config = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "3" },
                            },
                            PortBindings = isGateway
                                ? new Dictionary<string, IList<PortBinding>>
                                {
                                    [port] =
                                    [
                                        new PortBinding
                                        {
                                            HostIP = settings.Listen.Address.ToString(),
                                            HostPort = settings.Listen.Port.ToString(CultureInfo.InvariantCulture),
                                        },
                                    ],
                                }
                                : null!,
                        },
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            said($"Somebody else has just made {name}.");
        }
    }

    /// <summary>Makes the network, if it is not there.</summary>
    public async Task HaveNetworkAsync(CancellationToken cancellationToken)
    {
        var there = await engine
            .Client.Networks.ListNetworksAsync(new NetworksListParameters(), cancellationToken)
            .ConfigureAwait(false);
        if (there.All(network => network.Name != _labels.Network))
        {
            await engine
                .Client.Networks.CreateNetworkAsync(
                    new NetworksCreateParameters
                    {
                        Name = _labels.Network,
                        Driver = "bridge",
                        Labels = _labels.Of("network", null),
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Removes the network, if it is there.</summary>
    public async Task RemoveNetworkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await engine.Client.Networks.DeleteNetworkAsync(_labels.Network, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            said("Nothing was ever served there.");
        }
    }

    /// <summary>Pulls an image that the engine does not have.</summary>
    /// <exception cref="OperationError">when it cannot be had.</exception>
    public async Task HaveImageAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Client.Images.InspectImageAsync(image, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (DockerApiException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            said($"The engine does not have {image} yet; pulling it.");
        }

        var refusal = new EngineRefusal();
        string? refused;
        try
        {
            await engine
                .Client.Images.CreateImageAsync(
                    new ImagesCreateParameters { FromImage = ImageReference.WithTag(image) },
                    settings.Login.For(ImageReference.Registry(image)),
                    refusal,
                    cancellationToken
                )
                .ConfigureAwait(false);
            refused = refusal.Reason;
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            refused = DockerEngine.Said(e);
        }

        if (refused is not null)
        {
            throw new OperationError(
                $"the image {Quoted.Value(image)} is not on the engine and cannot be pulled: {refused.TrimEnd('.')}. Build it with "
                    + $"'assay build-model-image --model {settings.Model} --load', or push it where the engine can pull it"
            );
        }
    }
}
