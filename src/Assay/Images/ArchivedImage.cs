using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Engine;
using Assay.Toolkit;
using Docker.DotNet;

namespace Assay.Images;

/// <summary>A base image from a tar as engines save it, or as <see cref="ImageArchive"/> writes it.</summary>
internal static class ArchivedImage
{
    private const string ManifestName = "manifest.json";
    private const long LargestFile = 8L << 30;

    /// <summary>Reads the image that an engine has; null when it has none of that name.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">The image's name.</param>
    /// <param name="scratch">A folder for its layers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationError">when the engine fails.</exception>
    public static async Task<BaseImage?> FindAsync(
        DockerEngine engine,
        string name,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await engine.Client.Images.InspectImageAsync(name, cancellationToken).ConfigureAwait(false);
            // Copied first: read in the small pieces of a tar, the client takes the end of a chunk for that of the answer.
            var file = Path.Combine(scratch, "saved.tar");
            await using (var saved = File.Create(file))
            await using (
                var tar = await engine.Client.Images.SaveImageAsync(name, cancellationToken).ConfigureAwait(false)
            )
            {
                await tar.CopyToAsync(saved, 1 << 20, cancellationToken).ConfigureAwait(false);
            }

            return await ReadAsync(file, scratch, cancellationToken).ConfigureAwait(false) with
            {
                Name = name,
            };
        }
        catch (DockerApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception e) when (DockerEngine.IsEngineFailure(e) && e is not OperationCanceledException)
        {
            throw new OperationError($"the Docker engine did not give {Quoted.Value(name)}: {e.Message}", e);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputError">when it is no such archive.</exception>
    public static async Task<BaseImage> ReadAsync(string file, string scratch, CancellationToken cancellationToken)
    {
        await using var tar = File.OpenRead(file);
        return await ReadAsync(file, tar, scratch, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<BaseImage> ReadAsync(
        string name,
        Stream tar,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var files = await UnpackAsync(tar, scratch, cancellationToken).ConfigureAwait(false);
            var manifest = JsonNode.Parse(await TextAsync(ManifestName).ConfigureAwait(false))!.AsArray()[0]!;
            var text = await TextAsync(manifest["Config"]!.GetValue<string>()).ConfigureAwait(false);
            var config = JsonNode.Parse(text)!.AsObject();
            var layers = ImmutableArray.CreateBuilder<ImageLayer>();
            var paths = manifest["Layers"]!.AsArray().Select(l => l!.GetValue<string>());
            foreach (var (path, id) in paths.Zip(config["rootfs"]!["diff_ids"]!.AsArray()))
            {
                layers.Add(
                    await LayerAsync(files[path], Sha256Digest.Parse(id!.GetValue<string>()), cancellationToken)
                        .ConfigureAwait(false)
                );
            }

            var digest = Sha256Digest.FromHash(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
            return new BaseImage(name, digest, config, layers.ToImmutable());

            Task<string> TextAsync(string path) => File.ReadAllTextAsync(files[path], cancellationToken);
        }
        catch (Exception e)
            when (e
                    is KeyNotFoundException
                        or JsonException
                        or NullReferenceException
                        or InvalidOperationException
                        or InvalidDataException
                        or FormatException
                        or ArgumentOutOfRangeException
                        or EndOfStreamException
            )
        {
            throw new InputError(
                $"{Quoted.Value(name)} is no image archive ({e.Message}); expected what 'docker save' writes, or an OCI layout with a {ManifestName}"
            );
        }
    }

    // Under names of our own: an archive's names may lead anywhere.
    private static async Task<Dictionary<string, string>> UnpackAsync(
        Stream tar,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var links = new List<(string Name, string Target)>();
        await using var reader = new TarReader(tar, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry is { EntryType: TarEntryType.SymbolicLink or TarEntryType.HardLink })
            {
                links.Add((entry.Name, Target(entry)));
            }
            else if (entry is { DataStream: { } content, Length: <= LargestFile })
            {
                var path = Path.Combine(scratch, $"base-{files.Count}");
                await using var file = File.Create(path);
                await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
                files[entry.Name] = path;
            }
        }

        foreach (var (link, target) in links.Where(l => files.ContainsKey(l.Target)))
        {
            files[link] = files[target];
        }

        return files;
    }

    // Old engines write a layer that stands twice as a link: ../ID/layer.tar.
    private static string Target(TarEntry entry)
    {
        var folder = entry.Name.Contains('/') ? entry.Name[..entry.Name.LastIndexOf('/')] : "";
        return entry.EntryType == TarEntryType.HardLink
            ? entry.LinkName
            : Path.GetRelativePath("/", Path.GetFullPath(entry.LinkName, "/" + folder));
    }

    private static async Task<ImageLayer> LayerAsync(
        string file,
        Sha256Digest diffId,
        CancellationToken cancellationToken
    )
    {
        var layer = await ImageLayer.OfTarAsync(file, cancellationToken).ConfigureAwait(false);
        return layer.Digest == diffId ? layer : layer with { MediaType = ImageLayer.Gzip, DiffId = diffId };
    }
}
