using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Core.Runs;

namespace Assay.Images;

/// <summary>The image that a model image is built on.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Digest">Of its manifest in a registry; from an engine or an archive of its configuration.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Layers">Its layers, the lowest first.</param>
internal sealed record BaseImage(
    string Name,
    Sha256Digest Digest,
    JsonObject Config,
    ImmutableArray<ImageLayer> Layers
);
