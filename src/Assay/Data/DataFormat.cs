using Assay.Toolkit;

namespace Assay.Data;

/// <summary>What a file of rows is written in.</summary>
internal enum DataFormat
{
    Csv,
    Parquet,
    Json,
}

/// <summary>Tells formats by name, and by the first bytes where the name does not say.</summary>
internal static class DataFormats
{
    private const int HeadLength = 4096;
    private static readonly byte[] LargeFilePointer = "version https://git-lfs"u8.ToArray();
    private static readonly string[] Compressions = [".gz", ".zst"];

    /// <summary>Whether its name says that it is compressed.</summary>
    internal static bool IsCompressed(DataFile file) =>
        Compressions.Any(c => file.Shown.EndsWith(c, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="InputError">when the file is a pointer of Git LFS that stands for it, or text in another encoding.</exception>
    internal static DataFormat Of(DataFile file)
    {
        var head = Head(file);
        if (head.AsSpan().StartsWith(LargeFilePointer))
        {
            throw file.Refused("the file is a pointer of Git LFS; fetch what it stands for with `git lfs pull`");
        }

        var format = Of(file, head);
        return format != DataFormat.Parquet && !IsCompressed(file) && head.Contains((byte)0)
            ? throw file.Refused(
                "the file is not text in UTF-8, but in UTF-16 or binary; save it as UTF-8, or as Parquet",
                1
            )
            : format;
    }

    private static byte[] Head(DataFile file)
    {
        var head = new byte[HeadLength];
        using var stream = File.OpenRead(file.FullPath);
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static DataFormat Of(DataFile file, byte[] head)
    {
        var name = file.Shown.ToLowerInvariant();
        foreach (var compression in Compressions)
        {
            name = name.EndsWith(compression, StringComparison.Ordinal) ? name[..^compression.Length] : name;
        }

        return Path.GetExtension(name) switch
        {
            ".parquet" or ".pq" => DataFormat.Parquet,
            ".json" or ".jsonl" or ".ndjson" => DataFormat.Json,
            ".csv" or ".tsv" or ".txt" => DataFormat.Csv,
            _ when head.AsSpan().StartsWith("PAR1"u8) => DataFormat.Parquet,
            _ when head[0] is (byte)'{' or (byte)'[' => DataFormat.Json,
            _ => DataFormat.Csv,
        };
    }
}
