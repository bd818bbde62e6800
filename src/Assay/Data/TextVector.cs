using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>Texts of one column in some rows, where DuckDB holds them.</summary>
/// <param name="data">Its strings: 16 bytes each, the length, then up to 12 bytes of UTF-8, or 4 of them and a pointer to all.</param>
/// <param name="validity">A bit a row, 0 where it is missing; null where none is.</param>
/// <param name="count">Rows.</param>
internal readonly unsafe ref struct TextVector(byte* data, ulong* validity, int count)
{
    private const int Size = 16;
    private const int MostInline = 12;
    private const int BitsOfEntry = 64;

    /// <summary>Rows.</summary>
    public int Count => count;

    /// <summary>UTF-8 of a row's text.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var text = data + ((long)row * Size);
            var length = MemoryMarshal.Read<int>(new ReadOnlySpan<byte>(text, sizeof(int)));
            return length <= MostInline
                ? new ReadOnlySpan<byte>(text + sizeof(int), length)
                : new ReadOnlySpan<byte>(*(byte**)(text + (2 * sizeof(int))), length);
        }
    }

    /// <summary>Whether a row's text is missing.</summary>
    public bool IsMissing(int row) => validity is not null && !IsValid(validity, row);

    internal static bool IsValid(ulong* validity, int row) =>
        (validity[row / BitsOfEntry] >> (row % BitsOfEntry) & 1) != 0;
}
