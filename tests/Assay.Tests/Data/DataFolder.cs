using System.IO.Compression;
using System.Text;
using Assay.Data;
using DuckDB.NET.Data;

namespace Assay.Tests.Data;

/// <summary>A folder of its own with files of rows, gone after the test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-data-");

    public void Dispose() => _folder.Delete(recursive: true);

    internal DataFile File(string name) => DataFile.In(_folder.FullName, name);

    internal DataFile Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal DataFile Write(string name, byte[] bytes)
    {
        var file = File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file.FullPath)!);
        System.IO.File.WriteAllBytes(file.FullPath, bytes);
        return file;
    }

    internal DataFile WriteGzip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Write(name, bytes.ToArray());
    }

    /// <summary>Writes the rows of a query of DuckDB's as Parquet.</summary>
    internal DataFile WriteParquet(string name, string query)
    {
        var file = File(name);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{file.FullPath}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return file;
    }
}
