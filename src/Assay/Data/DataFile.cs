using Assay.Toolkit;

namespace Assay.Data;

/// <summary>A file of rows on the disk.</summary>
/// <param name="FullPath">Absolute path.</param>
/// <param name="Shown">The path as messages show it: from the repository's root, with forward slashes.</param>
internal sealed record DataFile(string FullPath, string Shown)
{
    /// <summary>The file at <paramref name="path"/> under <paramref name="folder"/>, shown by that path.</summary>
    internal static DataFile In(string folder, string path) => new(Path.GetFullPath(path, folder), path);

    internal InputError Refused(string message, int? line = null) => new(message, new SourceLocation(Shown, line));

    /// <summary>Says what is in the way before a reader would.</summary>
    /// <exception cref="InputError">when there is no such file, or nothing in it.</exception>
    internal void MustHaveBytes()
    {
        if (Directory.Exists(FullPath))
        {
            throw Refused("is a folder; expected one CSV, Parquet or JSON file");
        }

        if (!File.Exists(FullPath))
        {
            throw Refused("there is no such file; make it, fetch it (data.fetch), or mend the path");
        }

        if (new FileInfo(FullPath).Length == 0)
        {
            throw Refused("the file is empty; expected rows as CSV, Parquet or JSON");
        }
    }
}
