using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Core.Runs;

/// <summary>A SHA-256 of some bytes, written <c>sha256:</c> and 64 lower-case hex digits.</summary>
public readonly record struct Sha256Digest
{
    private const string Prefix = "sha256:";
    private readonly string? _hex;

    private Sha256Digest(string hex) => _hex = hex;

    /// <summary>The 64 hex digits.</summary>
    public string Hex => _hex ?? new string('0', 64);

    /// <summary>The first 12 hex digits, for people.</summary>
    public string Abbreviated => Hex[..12];

    /// <summary>From the 32 bytes of a hash.</summary>
    /// <exception cref="ArgumentException">when there are not 32 bytes.</exception>
    public static Sha256Digest FromHash(ReadOnlySpan<byte> hash) =>
        hash.Length == 32
            ? new Sha256Digest(Convert.ToHexStringLower(hash))
            : throw new ArgumentException("a SHA-256 has 32 bytes", nameof(hash));

    /// <summary>Of several files, as <c>sha256sum</c> lists them: digest, two spaces, path; in ordinal order of their paths.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cut">Characters at the beginning of each path that are left out: the folder they are in.</param>
    public static Sha256Digest OfListing(IEnumerable<Artifact> files, int cut)
    {
        var lines = files
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => $"{f.Sha256.Hex}  {f.Path[cut..]}\n");
        return FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>Reads the written form, with or without the prefix; anything else is false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Sha256Digest digest)
    {
        var hex = text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? text[Prefix.Length..] : text;
        var valid = hex is { Length: 64 } && hex.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        digest = valid ? new Sha256Digest(hex!) : default;
        return valid;
    }

    /// <summary>Reads the written form, with or without the prefix.</summary>
    /// <exception cref="FormatException">when the text is anything else.</exception>
    public static Sha256Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"'{text}' is not a SHA-256 digest");

    /// <inheritdoc />
    public override string ToString() => Prefix + Hex;
}
