using Assay.Commands.Serving;
using Assay.Engine;
using Assay.Images;
using Assay.Images.Machine;
using Assay.Toolkit;
using Docker.DotNet.Models;

namespace Assay.Commands.Demos;

/// <summary>The model server's image that a demo makes of this machine's parts where there is no published one.</summary>
internal static class DemoServerImage
{
    private const string Repository = "assay/demo-server";

    /// <summary>Makes it, or finds that an earlier demo made the same; its name on the engine.</summary>
    /// <exception cref="OperationError">when it cannot be made here, or does not run there.</exception>
    public static async Task<string> HaveAsync(
        CommandContext context,
        DockerEngine engine,
        CancellationToken cancellationToken
    )
    {
        var otherwise = $"pull {ImagePlaces.Published} to see containers";
        if (!OperatingSystem.IsLinux() || ServingProgram.SharedRuntime is not var (root, version))
        {
            throw new OperationError($"the Docker engine does not have the model server's image; {otherwise}");
        }

        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var image = await new MachineServer(ServingProgram.Path, root, version)
            .AssembleAsync(scratch.Path, cancellationToken)
            .ConfigureAwait(false);
        var name = $"{Repository}:{image.ConfigDigest.Abbreviated}";
        var images = new EngineImage(engine);
        if (!await images.HasAsync(image, name, cancellationToken).ConfigureAwait(false))
        {
            await images
                .LoadAsync(
                    image,
                    name,
                    () => Task.FromResult(image),
                    Path.Combine(scratch.Path, "image.tar"),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return await RunsAsync(engine, name, cancellationToken).ConfigureAwait(false)
            ? name
            : throw new OperationError(
                $"an image of this machine's .NET and libraries does not run on the Docker engine; {otherwise}"
            );
    }

    // An engine may be another machine's, of another kind, and a library may be missing that no list shows.
    private static async Task<bool> RunsAsync(DockerEngine engine, string image, CancellationToken cancellationToken)
    {
        try
        {
            var made = await engine
                .Client.Containers.CreateContainerAsync(
                    new CreateContainerParameters
                    {
                        Image = image,
                        Cmd = ["--version"],
                        HostConfig = new HostConfig { NetworkMode = "none", ReadonlyRootfs = true },
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            try
            {
                await engine
                    .Client.Containers.StartContainerAsync(made.ID, new(), cancellationToken)
                    .ConfigureAwait(false);
                var end = await engine
                    .Client.Containers.WaitContainerAsync(made.ID, cancellationToken)
                    .ConfigureAwait(false);
                return end.StatusCode == 0;
            }
            finally
            {
                await engine
                    .Client.Containers.RemoveContainerAsync(
                        made.ID,
                        new ContainerRemoveParameters { Force = true },
                        CancellationToken.None
                    )
                    .ConfigureAwait(false);
            }
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
