using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Assay.Core.Runs;

/// <summary>
/// The tree of the ledger: <c>FORMAT</c> and <c>segments/000001.jsonl</c> …, one <see cref="IndexLine"/> a run. A segment is
/// sealed when it holds <see cref="Capacity"/> runs, and never changes after.
/// </summary>
public static class LedgerFormat
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    /// <summary>Runs of a segment.</summary>
    public const int Capacity = 4096;

    /// <summary>The file that names the version.</summary>
    public const string FormatFile = "FORMAT";

    /// <summary>The folder of the segments.</summary>
    public const string Segments = "segments";

    private const string Prefix = "assay-ledger ";

    /// <summary>What <see cref="FormatFile"/> holds.</summary>
    public static byte[] Format =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Version}\n"));

    /// <summary>Checks what <see cref="FormatFile"/> holds.</summary>
    /// <exception cref="FormatException">when the ledger is of a newer format, or none.</exception>
    public static void Require(ReadOnlySpan<byte> format)
    {
        var text = Encoding.UTF8.GetString(format).TrimEnd('\n');
        var known =
            text.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(text[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version <= Version;
        if (!known)
        {
            throw new FormatException(
                $"the ledger's format is '{text}', expected '{Prefix}{Version}': use a newer assay; nothing was changed"
            );
        }
    }

    /// <summary>The name of a segment, numbered from 1.</summary>
    public static string NameOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + ".jsonl";

    /// <summary>The number in a segment's name, or null when it is not one.</summary>
    public static int? NumberOf(string name) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal)
        && int.TryParse(name[..^6], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && NameOf(number) == name
            ? number
            : null;

    /// <summary>The lines of a segment, without their line feeds and empty ones.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var end = segment.Span.IndexOf((byte)'\n');
            var line = end < 0 ? segment : segment[..end];
            segment = end < 0 ? default : segment[(end + 1)..];
            if (!line.IsEmpty)
            {
                yield return line;
            }
        }
    }

    /// <summary>The segments that change when <paramref name="lines"/> are added: the last one, if it is not full, and new ones.</summary>
    /// <param name="last">Number of the last segment, 0 when there is none.</param>
    /// <param name="content">What the last segment holds.</param>
    /// <param name="lines">Lines without line feeds.</param>
    public static ImmutableSortedDictionary<int, byte[]> Append(
        int last,
        ReadOnlyMemory<byte> content,
        IReadOnlyList<byte[]> lines
    )
    {
        var changed = ImmutableSortedDictionary.CreateBuilder<int, byte[]>();
        var kept = Lines(content).Select(l => l.ToArray()).ToList();
        var number = Math.Max(last, 1);
        foreach (var line in lines)
        {
            if (kept.Count >= Capacity)
            {
                kept = [];
                number++;
            }

            kept.Add(line);
            if (kept.Count == Capacity)
            {
                changed[number] = Join(kept);
            }
        }

        if (kept.Count is > 0 and < Capacity && lines.Count > 0)
        {
            changed[number] = Join(kept);
        }

        return changed.ToImmutable();
    }

    private static byte[] Join(List<byte[]> lines)
    {
        using var stream = new MemoryStream();
        foreach (var line in lines)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }
}
