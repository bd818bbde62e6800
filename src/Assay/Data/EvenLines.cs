using Assay.Toolkit;

namespace Assay.Data;

/// <summary>
/// A copy of a text file whose lines all end in LF, gone when it is disposed of. Rows appended on another system leave a
/// file with both ends, which DuckDB reads only with all its strictness about quotes and fields off.
/// </summary>
internal sealed class EvenLines : IDisposable
{
    private const int BufferSize = 1 << 16;
    private readonly DirectoryInfo _folder;

    /// <param name="file">The file; messages about the copy show it.</param>
    internal EvenLines(DataFile file)
    {
        _folder = Directory.CreateTempSubdirectory("assay-rows-");
        Copy = file with { FullPath = Path.Combine(_folder.FullName, "rows") };
        using var from = new BufferedStream(File.OpenRead(file.FullPath), BufferSize);
        using var to = new BufferedStream(File.Create(Copy.FullPath), BufferSize);
        var last = -1;
        for (var value = from.ReadByte(); value >= 0; value = from.ReadByte())
        {
            if (last >= 0 && !(last == '\r' && value == '\n'))
            {
                to.WriteByte((byte)last);
            }

            last = value;
        }

        if (last >= 0)
        {
            to.WriteByte((byte)last);
        }
    }

    /// <summary>The copy; its lines have the numbers of the file's.</summary>
    internal DataFile Copy { get; }

    /// <summary>Reads a file, or, where that fails because its lines end in two ways, a copy that has one.</summary>
    internal static T Read<T>(DataFile file, Func<DataFile, T> read)
    {
        var isCsv = DataFormats.Of(file) == DataFormat.Csv;
        try
        {
            return read(file);
        }
        catch (InputError) when (isCsv && AreNeeded(file))
        {
            using var even = new EvenLines(file);
            return read(even.Copy);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Whether some lines of a file end in LF and others in CRLF.</summary>
    private static bool AreNeeded(DataFile file)
    {
        if (DataFormats.IsCompressed(file))
        {
            return false;
        }

        using var stream = new BufferedStream(File.OpenRead(file.FullPath), BufferSize);
        var (last, lf, crlf) = (-1, false, false);
        for (var value = stream.ReadByte(); value >= 0 && !(lf && crlf); value = stream.ReadByte())
        {
            crlf |= value == '\n' && last == '\r';
            lf |= value == '\n' && last != '\r';
            last = value;
        }

        return lf && crlf;
    }
}
