using System.Buffers.Binary;
using System.Text;

namespace Assay.Images.Machine;

/// <summary>The dynamic loader that a Linux program names in its ELF header, <c>/lib64/ld-linux-x86-64.so.2</c>.</summary>
internal static class ElfInterpreter
{
    private const int HeaderSize = 64;
    private const int EntrySize = 56;
    private const int MostEntries = 64;
    private const int LongestPath = 4096;
    private const uint Interpreter = 3;

    /// <returns>Null where the file is no 64-bit little-endian program that has one.</returns>
    public static string? Of(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (
            stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.StartsWith("\u007fELF\u0002\u0001"u8)
        )
        {
            return null;
        }

        var table = BinaryPrimitives.ReadInt64LittleEndian(header[0x20..]);
        var count = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(header[0x38..]), (ushort)MostEntries);
        Span<byte> entry = stackalloc byte[EntrySize];
        for (var i = 0; i < count; i++)
        {
            stream.Position = table + (i * EntrySize);
            stream.ReadExactly(entry);
            var (at, size) = (
                BinaryPrimitives.ReadInt64LittleEndian(entry[0x08..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[0x20..])
            );
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == Interpreter && size is > 1 and < LongestPath)
            {
                var path = new byte[size];
                stream.Position = at;
                stream.ReadExactly(path);
                return Encoding.UTF8.GetString(path).TrimEnd('\0');
            }
        }

        return null;
    }
}
