using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Data;

/// <summary>A file as DuckDB reads it.</summary>
/// <param name="Columns">Its columns in file order.</param>
/// <param name="Sql">The table function that reads it; the path is its parameter.</param>
internal sealed record FileRelation(ImmutableArray<RelationColumn> Columns, string Sql)
{
    /// <summary>Looks at a file that has bytes.</summary>
    /// <exception cref="InputError">when it is not readable as what it says it is.</exception>
    internal static FileRelation Of(DataFile file, DataFileReader reader, WantedKinds wanted) =>
        DataFormats.Of(file) switch
        {
            DataFormat.Csv => Csv(file, reader, wanted),
            DataFormat.Parquet => Typed(file, reader, "read_parquet($1, hive_partitioning = false)", wanted),
            _ => Typed(file, reader, "read_json($1, hive_partitioning = false, sample_size = -1)", wanted),
        };

    private static FileRelation Csv(DataFile file, DataFileReader reader, WantedKinds wanted)
    {
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
        return new FileRelation(OfTexts(reader, relation, header.Names, wanted), relation);
    }

    private static FileRelation Typed(DataFile file, DataFileReader reader, string relation, WantedKinds wanted)
    {
        var described = reader
            .Query("DESCRIBE SELECT * FROM " + relation)
            .Select(row => (Name: (string)row[0]!, Type: (string)row[1]!))
            .ToList();
        if (described is [{ Name: "json" }])
        {
            throw file.Refused(
                "the file holds no rows that are JSON objects; expected one object a row, all with the same keys"
            );
        }

        var columns = described.Select(c => Column(c.Name, c.Type, wanted)).ToImmutableArray();
        ImmutableArray<string> texts =
        [
            .. columns.Where(c => !c.IsNumber && wanted.Numbers.Contains(c.Name)).Select(c => c.Name),
        ];
        var read = texts.IsEmpty
            ? []
            : OfTexts(reader, relation, texts, wanted).ToDictionary(c => c.Name, StringComparer.Ordinal);
        return new FileRelation([.. columns.Select(c => read.GetValueOrDefault(c.Name, c))], relation);
    }

    // Whether texts are numbers is seen by trying.
    private static ImmutableArray<RelationColumn> OfTexts(
        DataFileReader reader,
        string relation,
        ImmutableArray<string> names,
        WantedKinds wanted
    )
    {
        // What is wanted as a kind is read as that, without another look at the file.
        ImmutableArray<string> open = [.. names.Where(n => !wanted.Text.Contains(n) && !wanted.Numbers.Contains(n))];
        var numbers = NumbersAmong(reader, relation, open);
        return
        [
            .. names.Select(name => new RelationColumn(
                name,
                IsNumber: numbers.Contains(name) || (wanted.Numbers.Contains(name) && !wanted.Text.Contains(name)),
                AsText: wanted.Text.Contains(name),
                IsPartly: wanted.Numbers.Contains(name) && !wanted.Text.Contains(name)
            )),
        ];
    }

    // Texts of which every one is a number, if there is any.
    private static HashSet<string> NumbersAmong(DataFileReader reader, string relation, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
        {
            return [];
        }

        var counts = names.Select(SqlText.Identifier).Select(n => $"count({n}), count(TRY_CAST({n} AS DOUBLE))");
        var filled = reader.Query($"SELECT {string.Join(", ", counts)} FROM {relation}")[0].Cast<long>().ToList();
        return [.. names.Where((_, i) => filled[2 * i] > 0 && filled[2 * i] == filled[(2 * i) + 1])];
    }

    private static RelationColumn Column(string name, string type, WantedKinds wanted)
    {
        var isFraction = type is "FLOAT" or "DOUBLE" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
        var isWhole =
            type.EndsWith("INT", StringComparison.Ordinal) || type.EndsWith("INTEGER", StringComparison.Ordinal);
        var text = wanted.Text.Contains(name);
        return new RelationColumn(name, IsNumber: isFraction || ((isWhole || type == "BOOLEAN") && !text), text);
    }
}
