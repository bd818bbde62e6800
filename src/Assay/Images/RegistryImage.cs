using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Core.Runs;
using Assay.Toolkit;

namespace Assay.Images;

/// <summary>Images in a registry: a base is read from one, a model image is pushed to one.</summary>
internal static class RegistryImage
{
    /// <summary>Reads a base image; its layers stay where they are until <see cref="WithFilesAsync"/> fetches them.</summary>
    /// <param name="registry">The repository.</param>
    /// <param name="architecture">As images name it: <c>amd64</c>, <c>arm64</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationError">when it is not there or cannot be read.</exception>
    public static async Task<BaseImage> ReadAsync(
        RegistryClient registry,
        string architecture,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var reference = registry.Name.Reference;
        var manifest = await ManifestAsync(reference).ConfigureAwait(false);
        try
        {
            if (manifest.Document["manifests"] is JsonArray choices)
            {
                var fitting =
                    choices.FirstOrDefault(m =>
                        m?["platform"]?["os"]?.GetValue<string>() == "linux"
                        && m["platform"]?["architecture"]?.GetValue<string>() == architecture
                    ) ?? throw new OperationError($"{registry.Name} is not there for linux/{architecture}");
                manifest = await ManifestAsync(fitting["digest"]!.GetValue<string>()).ConfigureAwait(false);
            }

            var file = Path.Combine(scratch, "base-config");
            var digest = Sha256Digest.Parse(manifest.Document["config"]!["digest"]!.GetValue<string>());
            await registry.FetchAsync(digest, file, cancellationToken).ConfigureAwait(false);
            var text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            var config = JsonNode.Parse(text)!.AsObject();
            var layers = manifest.Document["layers"]!
                .AsArray()
                .Zip(config["rootfs"]!["diff_ids"]!.AsArray())
                .Select(l => new ImageLayer(
                    OciType(l.First!["mediaType"]!.GetValue<string>()),
                    Sha256Digest.Parse(l.First["digest"]!.GetValue<string>()),
                    l.First["size"]!.GetValue<long>(),
                    Sha256Digest.Parse(l.Second!.GetValue<string>()),
                    File: null
                ));
            return new BaseImage(registry.Name.ToString(), manifest.Digest, config, [.. layers]);
        }
        catch (Exception e)
            when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new OperationError($"{registry.Name} is no image that can be built upon: {e.Message}", e);
        }

        async Task<(JsonNode Document, Sha256Digest Digest)> ManifestAsync(string which)
        {
            var found =
                await registry.ManifestAsync(which, cancellationToken).ConfigureAwait(false)
                ?? throw new OperationError(
                    $"there is no image {registry.Name}: correct --base, or log in to its registry ('docker login')"
                );
            return (JsonNode.Parse(found.Bytes)!, Sha256Digest.FromHash(SHA256.HashData(found.Bytes)));
        }
    }

    /// <summary>The same image with every layer in a file, for an archive or an engine.</summary>
    public static async Task<ModelImage> WithFilesAsync(
        ModelImage image,
        RegistryClient registry,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var layers = ImmutableArray.CreateBuilder<ImageLayer>();
        foreach (var layer in image.Layers)
        {
            var file = layer.File ?? Path.Combine(scratch, layer.Digest.Hex);
            if (layer.File is null)
            {
                await registry.FetchAsync(layer.Digest, file, cancellationToken).ConfigureAwait(false);
            }

            layers.Add(layer with { File = file });
        }

        return image with
        {
            Layers = layers.ToImmutable(),
        };
    }

    /// <summary>Pushes an image: what the repository has is not sent, what its registry has elsewhere is taken over.</summary>
    /// <param name="image">The image.</param>
    /// <param name="registry">Where to.</param>
    /// <param name="home">The registry that its base is in, when its layers have no files.</param>
    /// <param name="scratch">A folder for layers that come from elsewhere.</param>
    /// <param name="cancellationToken">Ends the pushing.</param>
    public static async Task PushAsync(
        ModelImage image,
        RegistryClient registry,
        RegistryClient? home,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        foreach (var layer in image.Layers.DistinctBy(l => l.Digest))
        {
            if (await registry.HasAsync(layer.Digest, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var mounted =
                layer.File is null
                && home?.Name.Host == registry.Name.Host
                && await registry
                    .MountAsync(layer.Digest, home.Name.Repository, cancellationToken)
                    .ConfigureAwait(false);
            if (!mounted)
            {
                var file = layer.File ?? Path.Combine(scratch, layer.Digest.Hex);
                if (layer.File is null)
                {
                    await home!.FetchAsync(layer.Digest, file, cancellationToken).ConfigureAwait(false);
                }

                await registry
                    .SendBlobAsync(layer.Digest, () => File.OpenRead(file), cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        await registry
            .SendBlobAsync(image.ConfigDigest, () => new MemoryStream(image.Config), cancellationToken)
            .ConfigureAwait(false);
        await registry
            .SendManifestAsync(registry.Name.Reference, ModelImage.ManifestType, image.Manifest, cancellationToken)
            .ConfigureAwait(false);
    }

    private static string OciType(string type) =>
        type switch
        {
            "application/vnd.docker.image.rootfs.diff.tar.gzip" => ImageLayer.Gzip,
            "application/vnd.docker.image.rootfs.diff.tar" => ImageLayer.Tar,
            _ => type,
        };
}
