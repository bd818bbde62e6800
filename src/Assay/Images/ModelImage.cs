using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Core.Runs;

namespace Assay.Images;

/// <summary>
/// An image of the base's layers and one with the model, as the OCI image specification 1.1 has it. Its bytes follow from the
/// base, the layer and the labels alone.
/// </summary>
/// <param name="Config">The configuration's bytes; an engine names the image by their digest.</param>
/// <param name="Manifest">The manifest's bytes; a registry names the image by their digest.</param>
/// <param name="Layers">The layers, the lowest first.</param>
internal sealed record ModelImage(byte[] Config, byte[] Manifest, ImmutableArray<ImageLayer> Layers)
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string ConfigType = "application/vnd.oci.image.config.v1+json";

    private static readonly JsonSerializerOptions _compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Sha256Digest ConfigDigest { get; } = Sha256Digest.FromHash(SHA256.HashData(Config));

    public Sha256Digest ManifestDigest { get; } = Sha256Digest.FromHash(SHA256.HashData(Manifest));

    /// <summary>Bytes of all layers as they are stored.</summary>
    public long Size => Layers.Sum(l => l.Size);

    /// <summary>Puts the layer on the base.</summary>
    /// <param name="server">The base.</param>
    /// <param name="layer">The model's layer.</param>
    /// <param name="command">Arguments that the base's entry point is given.</param>
    /// <param name="labels">Labels of the configuration, and annotations of the manifest.</param>
    /// <param name="created">When the model was made.</param>
    /// <param name="by">What the image's history says made the layer.</param>
    public static ModelImage Build(
        BaseImage server,
        ImageLayer layer,
        IEnumerable<string> command,
        ImmutableSortedDictionary<string, string> labels,
        DateTimeOffset created,
        string by = "assay build-model-image"
    )
    {
        var time = created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        ImmutableArray<ImageLayer> layers = [.. server.Layers, layer];
        var document = server.Config.DeepClone().AsObject();
        document["created"] = time;
        document["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. layers.Select(l => (JsonNode)l.DiffId.ToString())]),
        };
        var history = document["history"] as JsonArray ?? [];
        history.Add(new JsonObject { ["created"] = time, ["created_by"] = by });
        document["history"] = history.DeepClone();
        var settings = document["config"]?.DeepClone() as JsonObject ?? [];
        settings["Cmd"] = new JsonArray([.. command.Select(c => (JsonNode)c)]);
        var all = settings["Labels"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in labels)
        {
            all[name] = value;
        }

        settings["Labels"] = all;
        document["config"] = settings;
        // Of the engine that built the base, and no part of what the image is.
        foreach (var key in (string[])["id", "parent", "container", "container_config", "docker_version"])
        {
            document.Remove(key);
        }

        var config = Bytes(document);
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Descriptor(ConfigType, Sha256Digest.FromHash(SHA256.HashData(config)), config.Length),
            ["layers"] = new JsonArray([.. layers.Select(l => (JsonNode)Descriptor(l.MediaType, l.Digest, l.Size))]),
            ["annotations"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        };
        return new ModelImage(config, Bytes(manifest), layers);
    }

    /// <summary>What an OCI document says of another one.</summary>
    public static JsonObject Descriptor(string type, Sha256Digest digest, long size) =>
        new()
        {
            ["mediaType"] = type,
            ["digest"] = digest.ToString(),
            ["size"] = size,
        };

    public static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString(_compact));
}
