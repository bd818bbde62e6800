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
    private const int MagicLength = 4;
    private static readonly byte[] LargeFilePointer = "version https://git-lfs"u8.ToArray();

    /// <exception cref="InputError">when the file is a pointer of Git LFS that stands for it.</exception>
    internal static DataFormat Of(DataFile file)
    {
        var head = new byte[LargeFilePointer.Length];
        using (var stream = File.OpenRead(file.FullPath))
        {
            stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }

        if (head.AsSpan().SequenceEqual(LargeFilePointer))
        {
            throw file.Refused("the file is a pointer of Git LFS; fetch what it stands for with `git lfs pull`");
        }

        var name = file.Shown.ToLowerInvariant();
        foreach (var compression in new[] { ".gz", ".zst" })
        {
            name = name.EndsWith(compression, StringComparison.Ordinal) ? name[..^compression.Length] : name;
        }

        return Path.GetExtension(name) switch
        {
            ".parquet" or ".pq" => DataFormat.Parquet,
            ".json" or ".jsonl" or ".ndjson" => DataFormat.Json,
            ".csv" or ".tsv" or ".txt" => DataFormat.Csv,
            _ when head.AsSpan(0, MagicLength).SequenceEqual("PAR1"u8) => DataFormat.Parquet,
            _ when head[0] is (byte)'{' or (byte)'[' => DataFormat.Json,
            _ => DataFormat.Csv,
        };
    }
}
