using System.Net;
using Assay.Engine;
using Assay.Images;
using Assay.Images.Machine;
using Assay.Toolkit;

namespace Assay.Commands.Serving;

/// <summary>A base image, and the registry that holds its layers where they are in no file.</summary>
internal sealed record ImageBase(BaseImage Image, RegistryClient? Home);

/// <summary>Where images come from and go to: files, the Docker engine, registries.</summary>
internal sealed class ImagePlaces(HttpClient http, CommandContext context, ScratchFolder scratch)
{
    private const string Need = "--load needs one";

    /// <summary>The model server's image of this release.</summary>
    public static string Published => $"ghcr.io/{Project.Repository.ToLowerInvariant()}-serving:{Project.Release}";

    /// <summary>Finds the base: a file, an image that the engine has, or one in a registry.</summary>
    /// <exception cref="InputError">when a file is no image.</exception>
    /// <exception cref="OperationError">when it is nowhere.</exception>
    public async Task<ImageBase> BaseAsync(string? asked, CancellationToken cancellationToken)
    {
        var name = asked ?? Published;
        var file = context.Environment.FullPath(name);
        if (File.Exists(file))
        {
            return new(
                await ArchivedImage.ReadAsync(file, scratch.In("base"), cancellationToken).ConfigureAwait(false),
                null
            );
        }

        if (await OnEngineAsync(name, cancellationToken).ConfigureAwait(false) is { } local)
        {
            return new(local, null);
        }

        var home = Registry(name);
        return new(
            await RegistryImage
                .ReadAsync(home, MachineServer.Architecture, scratch.In("base"), cancellationToken)
                .ConfigureAwait(false),
            home
        );
    }

    /// <summary>The image with all its layers in files.</summary>
    public async Task<ModelImage> WithFilesAsync(
        ModelImage image,
        ImageBase server,
        CancellationToken cancellationToken
    ) =>
        server.Home is null
            ? image
            : await RegistryImage
                .WithFilesAsync(image, server.Home, scratch.In("layers"), cancellationToken)
                .ConfigureAwait(false);

    /// <summary>Loads the image into the engine.</summary>
    /// <exception cref="OperationError">when there is no engine, or it refuses.</exception>
    public async Task LoadAsync(ModelImage image, ImageBase server, string name, CancellationToken cancellationToken)
    {
        using var engine = await DockerEngine
            .ConnectAsync(
                context.Environment.Variables,
                Need,
                "write the image to a file with --output",
                cancellationToken
            )
            .ConfigureAwait(false);
        await new EngineImage(engine)
            .LoadAsync(
                image,
                name,
                () => WithFilesAsync(image, server, cancellationToken),
                Path.Combine(scratch.Path, "load.tar"),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Pushes the image under its name.</summary>
    public Task PushAsync(ModelImage image, ImageBase server, string name, CancellationToken cancellationToken) =>
        RegistryImage.PushAsync(image, Registry(name), server.Home, scratch.In("push"), cancellationToken);

    private RegistryClient Registry(string name)
    {
        var parsed = RegistryName.Parse(name);
        var login = RegistryLogin.Read(context.Environment.Variables).For(ImageReference.Registry(name));
        return new RegistryClient(
            http,
            parsed,
            login.Username is null ? null : new NetworkCredential(login.Username, login.Password),
            context.Clock
        );
    }

    private async Task<BaseImage?> OnEngineAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var engine = await DockerEngine
                .ConnectAsync(context.Environment.Variables, Need, null, cancellationToken)
                .ConfigureAwait(false);
            return await ArchivedImage
                .FindAsync(engine, name, scratch.In("base"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationError) when (!cancellationToken.IsCancellationRequested)
        {
            // Without an engine the registry is asked.
            return null;
        }
    }
}
