using System.Collections.Immutable;
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
        var format = DataFormats.Of(file);
        if (format == DataFormat.Csv)
        {
            return CsvOfAnyLineEnds(file, asText);
        }

        using var reader = new DataFileReader(file);
        return format == DataFormat.Parquet
            ? Typed(file, reader, "read_parquet($1, hive_partitioning = false)", asText)
            : Typed(file, reader, "read_json($1, hive_partitioning = false, sample_size = -1)", asText);
    }

    private static Table CsvOfAnyLineEnds(DataFile file, IReadOnlyCollection<string?> asText)
    {
        try
        {
            return Csv(file, asText);
        }
        catch (InputError) when (EvenLines.AreNeeded(file))
        {
            using var even = new EvenLines(file);
            return Csv(even.Copy, asText);
        }
    }

    private static Table Csv(DataFile file, IReadOnlyCollection<string?> asText)
    {
        using var reader = new DataFileReader(file);
        const string FirstLine =
            "read_csv($1, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}) LIMIT 1";
        var line = reader.Query("SELECT line FROM " + FirstLine) is [[string first]]
            ? first
            : throw file.Refused("the file holds no header; expected a first line that names the columns", 1);
        var header = CsvHeader.Parse(file, line);
        var columns = string.Join(", ", header.Names.Select(n => SqlText.Literal(n) + ": 'VARCHAR'"));
        var relation = $$"""
            read_csv($1, auto_detect = false, header = true, delim = {{SqlText.Literal(header.Delimiter.ToString())}},
                quote = '"', escape = '"', comment = '', strict_mode = true, hive_partitioning = false, columns = { {{columns}} })
            """;
        var counts = header.Names.Select(SqlText.Identifier).Select(n => $"count({n}), count(TRY_CAST({n} AS DOUBLE))");
        var filled = reader.Query($"SELECT {string.Join(", ", counts)} FROM {relation}")[0].Cast<long>().ToList();
        return reader.Read(
            [
                .. header.Names.Select(
                    (name, i) =>
                        new RelationColumn(
                            name,
                            IsNumber: !asText.Contains(name)
                                && filled[2 * i] > 0
                                && filled[2 * i] == filled[(2 * i) + 1],
                            AsText: asText.Contains(name)
                        )
                ),
            ],
            relation
        );
    }

    private static Table Typed(
        DataFile file,
        DataFileReader reader,
        string relation,
        IReadOnlyCollection<string?> asText
    )
    {
        var columns = reader
            .Query("DESCRIBE SELECT * FROM " + relation)
            .Select(row => Column((string)row[0]!, (string)row[1]!, asText))
            .ToImmutableArray();
        return columns is [{ Name: "json" }]
            ? throw file.Refused(
                "the file holds no rows that are JSON objects; expected one object a row, all with the same keys"
            )
            : reader.Read(columns, relation);
    }

    private static RelationColumn Column(string name, string type, IReadOnlyCollection<string?> asText)
    {
        var isFraction = type is "FLOAT" or "DOUBLE" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
        var isWhole =
            type.EndsWith("INT", StringComparison.Ordinal) || type.EndsWith("INTEGER", StringComparison.Ordinal);
        var text = asText.Contains(name);
        return new RelationColumn(name, IsNumber: isFraction || ((isWhole || type == "BOOLEAN") && !text), text);
    }
}
