using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Assay.Core.Runs;

/// <summary>
/// A run's name: 32 lower-case hex digits, a UUIDv7 (RFC 9562 §5.7) without dashes, so that ids sort by time.
/// </summary>
public readonly record struct RunId : IComparable<RunId>
{
    // A forged id may name any 48 bits; a time ends in the year 9999.
    private const long MostMilliseconds = 253_402_300_800_000;
    private readonly string? _hex;

    private RunId(string hex) => _hex = hex;

    /// <summary>Makes an id from a time (millisecond resolution) and 10 random bytes.</summary>
    /// <exception cref="ArgumentException">when <paramref name="random"/> is not 10 bytes long.</exception>
    public static RunId New(DateTimeOffset now, ReadOnlySpan<byte> random)
    {
        if (random.Length != 10)
        {
            throw new ArgumentException("10 random bytes are needed", nameof(random));
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds() << 16);
        random.CopyTo(bytes[6..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new RunId(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Reads 32 lower-case hex digits; anything else is false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var valid = text is { Length: 32 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        id = valid ? new RunId(text!) : default;
        return valid;
    }

    /// <summary>Reads 32 lower-case hex digits.</summary>
    /// <exception cref="FormatException">when the text is anything else.</exception>
    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a run id (32 hex digits)");

    /// <summary>The first 16 digits: the time to the millisecond and 12 random bits. Fewer are the same for runs of one minute.</summary>
    public string Abbreviated => ToString()[..16];

    /// <summary>The time that the id was made from.</summary>
    public DateTimeOffset Time =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(ToString()[..12], 16) % MostMilliseconds);

    /// <inheritdoc />
    public int CompareTo(RunId other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc />
    public override string ToString() => _hex ?? new string('0', 32);
}
