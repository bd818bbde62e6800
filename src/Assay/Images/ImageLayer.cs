using System.Security.Cryptography;
using Assay.Core.Runs;

namespace Assay.Images;

/// <summary>A layer of an image.</summary>
/// <param name="MediaType">How its bytes are packed.</param>
/// <param name="Digest">Digest of these bytes.</param>
/// <param name="Size">Their number.</param>
/// <param name="DiffId">Digest of the tar inside.</param>
/// <param name="File">The file that holds the bytes; null while they are only in the registry of the base image.</param>
internal sealed record ImageLayer(string MediaType, Sha256Digest Digest, long Size, Sha256Digest DiffId, string? File)
{
    public const string Tar = "application/vnd.oci.image.layer.v1.tar";
    public const string Gzip = Tar + "+gzip";

    /// <summary>A layer of an unpacked tar, whose two digests are one.</summary>
    public static async Task<ImageLayer> OfTarAsync(string file, CancellationToken cancellationToken)
    {
        await using var bytes = System.IO.File.OpenRead(file);
        var digest = Sha256Digest.FromHash(await SHA256.HashDataAsync(bytes, cancellationToken).ConfigureAwait(false));
        return new ImageLayer(Tar, digest, bytes.Length, digest, file);
    }
}
