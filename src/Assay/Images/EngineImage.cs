using System.Net;
using Assay.Core.Names;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Assay.Images;

/// <summary>Loads images into an engine, and removes them.</summary>
/// <param name="engine">The engine.</param>
internal sealed class EngineImage(DockerEngine engine)
{
    /// <summary>
    /// Loads an image. Its top layer alone is sent where that will do, since an engine does not read a layer whose place on
    /// those below it is taken already: that of a server with another model.
    /// </summary>
    /// <param name="image">The image; of its layers the top one has a file.</param>
    /// <param name="name">Repository and tag.</param>
    /// <param name="whole">Gives the image with all its layers in files.</param>
    /// <param name="file">A file that may be written.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="OperationError">when the engine refuses, or has another image under the name afterwards.</exception>
    public async Task LoadAsync(
        ModelImage image,
        string name,
        Func<Task<ModelImage>> whole,
        string file,
        CancellationToken cancellationToken
    )
    {
        if (!engine.HasContainerdStore)
        {
            await ImageArchive.WriteTopAsync(image, name, file, cancellationToken).ConfigureAwait(false);
            var refused = await SendAsync(file, cancellationToken).ConfigureAwait(false);
            if (refused is null && await HasAsync(image, name, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        var all = await whole().ConfigureAwait(false);
        await ImageArchive.WriteAsync(all, name, file, cancellationToken).ConfigureAwait(false);
        if (await SendAsync(file, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new OperationError($"the Docker engine did not take the image: {reason}");
        }

        if (!await HasAsync(image, name, cancellationToken).ConfigureAwait(false))
        {
            throw new OperationError(
                $"the Docker engine took the image, and has another one as {Quoted.Value(name)}; somebody else may load the same name: try again"
            );
        }
    }

    /// <summary>Whether the engine has this very image under the name.</summary>
    /// <exception cref="OperationError">when it does not say.</exception>
    public async Task<bool> HasAsync(ModelImage image, string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = await engine.Client.Images.InspectImageAsync(name, cancellationToken).ConfigureAwait(false);
            // A store of containerd names images by a manifest, which it may have written itself.
            return engine.HasContainerdStore
                ? found.RootFS?.Layers?.SequenceEqual(image.Layers.Select(l => l.DiffId.ToString())) == true
                : found.ID == image.ConfigDigest.ToString();
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationError(
                $"the Docker engine does not say what it has as {Quoted.Value(name)}: {DockerEngine.Said(e)}",
                e
            );
        }
    }

    /// <summary>Removes all images of a repository; what others have on top of the same layers stays.</summary>
    /// <exception cref="OperationError">when the engine does not.</exception>
    public async Task RemoveAsync(string repository, CancellationToken cancellationToken)
    {
        try
        {
            var filter = new Dictionary<string, bool> { [repository] = true };
            var there = await engine
                .Client.Images.ListImagesAsync(
                    new ImagesListParameters
                    {
                        Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = filter },
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var name in there.SelectMany(image => image.RepoTags ?? []).Where(IsOfIt))
            {
                await engine
                    .Client.Images.DeleteImageAsync(name, new ImageDeleteParameters(), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationError(
                $"the Docker engine does not remove the images {Quoted.Value(repository)}: {DockerEngine.Said(e)}",
                e
            );
        }

        bool IsOfIt(string name) => name.StartsWith(repository + ":", StringComparison.Ordinal);
    }

    /// <returns>Why it was refused, or null.</returns>
    private async Task<string?> SendAsync(string file, CancellationToken cancellationToken)
    {
        var refusal = new EngineRefusal();
        await using var tar = File.OpenRead(file);
        try
        {
            await engine
                .Client.Images.LoadImageAsync(new ImageLoadParameters { Quiet = true }, tar, refusal, cancellationToken)
                .ConfigureAwait(false);
            return refusal.Reason;
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            return DockerEngine.Said(e);
        }
    }
}
