using Assay.Core.Tables;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>
/// Reads CSV (UTF-8, delimiter by its header, RFC 4180 quotes), Parquet and JSON (lines or one array), the text ones
/// also compressed with gzip or zstd. A column is numbers when every value of it is one, else text; empty fields are missing.
/// </summary>
internal static class TableFile
{
    /// <summary>All rows in file order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="asText">Columns that are wanted as text even when they hold numbers: ids and labels.</param>
    /// <exception cref="InputError">when the file is missing, empty, or not readable as what it says it is.</exception>
    internal static Table Read(DataFile file, params IReadOnlyCollection<string?> asText)
    {
        file.MustHaveBytes();
        return EvenLines.Read(
            file,
            rows =>
            {
                using var reader = new DataFileReader(rows);
                var relation = FileRelation.Of(rows, reader, new WantedKinds(asText, []));
                return reader.Read(relation.Columns, relation.Sql);
            }
        );
    }
}
