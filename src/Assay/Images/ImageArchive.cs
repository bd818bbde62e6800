using System.Text.Json.Nodes;
using Assay.Toolkit;

namespace Assay.Images;

/// <summary>An image as one tar: an OCI layout that has a <c>manifest.json</c> too, so that old engines load it.</summary>
internal static class ImageArchive
{
    /// <summary>Writes it; the same image under the same name gives the same bytes.</summary>
    /// <param name="image">The image; all its layers have a file.</param>
    /// <param name="name">Repository and tag.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task WriteAsync(
        ModelImage image,
        string name,
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarArchive(stream, DateTimeOffset.UnixEpoch);
        await tar.FolderAsync("blobs", cancellationToken).ConfigureAwait(false);
        await tar.FolderAsync("blobs/sha256", cancellationToken).ConfigureAwait(false);
        await tar.FileAsync(Blob(image.ConfigDigest.Hex), image.Config, cancellationToken).ConfigureAwait(false);
        await tar.FileAsync(Blob(image.ManifestDigest.Hex), image.Manifest, cancellationToken).ConfigureAwait(false);
        foreach (var layer in image.Layers.DistinctBy(l => l.Digest).OrderBy(l => l.Digest.Hex, StringComparer.Ordinal))
        {
            await using var bytes = File.OpenRead(layer.File!);
            await tar.FileAsync(Blob(layer.Digest.Hex), bytes, cancellationToken).ConfigureAwait(false);
        }

        await tar.FileAsync("index.json", Index(image, name), cancellationToken).ConfigureAwait(false);
        await tar.FileAsync("manifest.json", Manifest(image, name), cancellationToken).ConfigureAwait(false);
        await tar.FileAsync("oci-layout", """{"imageLayoutVersion":"1.0.0"}""", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Writes it to a file, which is there whole or not at all.</summary>
    /// <exception cref="OperationError">when it cannot be written.</exception>
    public static Task WriteAsync(ModelImage image, string name, string file, CancellationToken cancellationToken) =>
        WriteAsync(file, stream => WriteAsync(image, name, stream, cancellationToken));

    /// <summary>
    /// Writes what an engine needs that has all layers but the top one: as old engines save it, since an OCI layout must be whole.
    /// </summary>
    /// <exception cref="OperationError">when it cannot be written.</exception>
    public static Task WriteTopAsync(ModelImage image, string name, string file, CancellationToken cancellationToken) =>
        WriteAsync(file, stream => WriteTopAsync(image, name, stream, cancellationToken));

    private static async Task WriteTopAsync(
        ModelImage image,
        string name,
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarArchive(stream, DateTimeOffset.UnixEpoch);
        await tar.FileAsync(Blob(image.ConfigDigest.Hex), image.Config, cancellationToken).ConfigureAwait(false);
        await using var bytes = File.OpenRead(image.Layers[^1].File!);
        await tar.FileAsync(Blob(image.Layers[^1].Digest.Hex), bytes, cancellationToken).ConfigureAwait(false);
        await tar.FileAsync("manifest.json", Manifest(image, name), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(string file, Func<Stream, Task> write)
    {
        var part = file + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using (var stream = File.Create(part))
            {
                await write(stream).ConfigureAwait(false);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new OperationError($"the image cannot be written to '{file}': {e.Message}", e);
        }
    }

    private static byte[] Index(ModelImage image, string name)
    {
        var descriptor = ModelImage.Descriptor(ModelImage.ManifestType, image.ManifestDigest, image.Manifest.Length);
        descriptor["annotations"] = new JsonObject
        {
            ["io.containerd.image.name"] = name,
            ["org.opencontainers.image.ref.name"] = name[(name.LastIndexOf(':') + 1)..],
        };
        return ModelImage.Bytes(
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = "application/vnd.oci.image.index.v1+json",
                ["manifests"] = new JsonArray(descriptor),
            }
        );
    }

    private static byte[] Manifest(ModelImage image, string name) =>
        ModelImage.Bytes(
            new JsonArray(
                new JsonObject
                {
                    ["Config"] = Blob(image.ConfigDigest.Hex),
                    ["RepoTags"] = new JsonArray(name),
                    ["Layers"] = new JsonArray([.. image.Layers.Select(l => (JsonNode)Blob(l.Digest.Hex))]),
                }
            )
        );

    private static string Blob(string hex) => $"blobs/sha256/{hex}";
}
