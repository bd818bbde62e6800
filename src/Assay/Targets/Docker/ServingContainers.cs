using System.Collections.Concurrent;
using System.Net;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Targets.Docker;

/// <summary>What is done with containers that are there.</summary>
/// <param name="engine">The engine.</param>
/// <param name="said">Told what happens otherwise than expected.</param>
internal sealed class ServingContainers(DockerEngine engine, Action<string> said)
{
    private const uint DrainSeconds = 35;
    private readonly ConcurrentDictionary<string, IList<string>> _entrypoints = [];
    private readonly ConcurrentDictionary<string, ServedImage> _images = [];

    /// <summary>The program that a container runs; its image says which, and that does not change.</summary>
    public async Task<IList<string>> EntrypointAsync(string container, CancellationToken cancellationToken)
    {
        if (_entrypoints.TryGetValue(container, out var known))
        {
            return known;
        }

        var inspected = await engine
            .Client.Containers.InspectContainerAsync(container, cancellationToken)
            .ConfigureAwait(false);
        return _entrypoints[container] = inspected.Config?.Entrypoint ?? [];
    }

    /// <summary>The image of a container; an image's digests do not change.</summary>
    /// <param name="container">The container, as the engine lists it.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<ServedImage> ImageAsync(ContainerListResponse container, CancellationToken cancellationToken)
    {
        if (_images.TryGetValue(container.ImageID, out var known))
        {
            return known;
        }

        Sha256Digest? id = Sha256Digest.TryParse(container.ImageID, out var parsed) ? parsed : null;
        if (engine.HasContainerdStore)
        {
            return _images[container.ImageID] = new ServedImage(Digest: id);
        }

        Sha256Digest? manifest = null;
        try
        {
            var image = await engine
                .Client.Images.InspectImageAsync(container.ImageID, cancellationToken)
                .ConfigureAwait(false);
            // Of the repository that the container names, since another's registry may hold it in another form.
            var prefix = ImageReference.Repository(container.Image) + "@";
            manifest = image
                .RepoDigests?.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name =>
                    Sha256Digest.TryParse(name[prefix.Length..], out var digest) ? digest : (Sha256Digest?)null
                )
                .FirstOrDefault();
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            said("That container's image was removed meanwhile.");
        }

        return _images[container.ImageID] = new ServedImage(id, manifest);
    }

    /// <summary>Runs a program in a container.</summary>
    public async Task<(string Output, string Error)> ExecuteAsync(
        string container,
        string[] command,
        CancellationToken cancellationToken
    )
    {
        var created = await engine
            .Client.Exec.CreateContainerExecAsync(
                container,
                new ContainerExecCreateParameters
                {
                    AttachStdout = true,
                    AttachStderr = true,
                    Cmd = command,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        using var stream = await engine
            .Client.Exec.StartContainerExecAsync(created.ID, new ContainerExecStartParameters(), cancellationToken)
            .ConfigureAwait(false);
        return await stream.ReadOutputToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a container end, and removes it.</summary>
    public async Task EndAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            await engine
                .Client.Containers.StopContainerAsync(
                    container,
                    new ContainerStopParameters { WaitBeforeKillSeconds = DrainSeconds },
                    cancellationToken
                )
                .ConfigureAwait(false);
            await engine
                .Client.Containers.RemoveContainerAsync(
                    container,
                    new ContainerRemoveParameters { Force = true, RemoveVolumes = true },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            said("Somebody else removes that container.");
        }
    }

    /// <summary>The last line that it wrote, or null.</summary>
    public async Task<string?> LastLineAsync(string container, CancellationToken cancellationToken)
    {
        using var logs = await engine
            .Client.Containers.GetContainerLogsAsync(
                container,
                new ContainerLogsParameters
                {
                    ShowStdout = true,
                    ShowStderr = true,
                    Tail = "1",
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var (output, error) = await logs.ReadOutputToEndAsync(cancellationToken).ConfigureAwait(false);
        return (error + output).Trim() is { Length: > 0 } line ? line : null;
    }
}
