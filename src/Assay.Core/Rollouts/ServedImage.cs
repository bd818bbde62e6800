using Assay.Core.Runs;

namespace Assay.Core.Rollouts;

/// <summary>The image that a server's container was made of, by its digests: a tag may be moved, and these may not.</summary>
/// <param name="ConfigDigest">Digest of the configuration, which names it on an engine; null where the engine does not say.</param>
/// <param name="Digest">Digest of the manifest, which names it in a registry; null for one that was never in any.</param>
public sealed record ServedImage(Sha256Digest? ConfigDigest = null, Sha256Digest? Digest = null);
