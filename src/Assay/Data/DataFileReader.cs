using System.Text;
using Assay.Core.Tables;
using DuckDB.NET.Data;

namespace Assay.Data;

/// <summary>
/// DuckDB in memory, opened for one file: it can read that file and nothing else, loads no extension, knows no
/// network and writes nothing.
/// </summary>
internal sealed class DataFileReader : IDisposable
{
    private const string Threads = "2";
    private readonly DataFile _file;
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    internal DataFileReader(DataFile file)
    {
        _file = file;
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = $"""
            SET threads = {Threads};
            SET temp_directory = '';
            SET allow_persistent_secrets = false;
            SET allow_community_extensions = false;
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            SET allowed_paths = [{SqlText.Literal(file.FullPath)}];
            SET enable_external_access = false;
            SET lock_configuration = true;
            """;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The rows of a query, one array a row, with null for NULL.</summary>
    /// <exception cref="Toolkit.InputError">when the file is not what the query takes it for.</exception>
    internal List<object?[]> Query(string sql)
    {
        try
        {
            using var command = Command(sql);
            using var reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([
                    .. Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
                ]);
            }

            return rows;
        }
        catch (DuckDBException e)
        {
            throw DataFileProblem.Of(_file, e.Message);
        }
    }

    /// <summary>The columns of a relation, read in the file's order.</summary>
    /// <exception cref="Toolkit.InputError">when the file is not what the relation takes it for.</exception>
    internal Table Read(IReadOnlyList<RelationColumn> columns, string relation)
    {
        var values = columns.Select(c => c.IsNumber ? (object)new List<double>() : new List<string?>()).ToList();
        var count = Stream(
            columns,
            relation,
            (i, numbers) => ((List<double>)values[i]).AddRange(numbers),
            (i, texts) =>
            {
                for (var row = 0; row < texts.Count; row++)
                {
                    ((List<string?>)values[i]).Add(texts.IsMissing(row) ? null : Encoding.UTF8.GetString(texts[row]));
                }
            }
        );
        return new Table([.. columns.Select((c, i) => Column(c, values[i]))], (int)count);
    }

    /// <summary>Gives every value of a relation to who takes it, some rows at a time in the file's order, and keeps none.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="relation">What they stand in.</param>
    /// <param name="numbers">Takes a column's place and numbers, NaN where one is missing.</param>
    /// <param name="texts">Takes a column's place and texts.</param>
    /// <returns>Rows.</returns>
    /// <exception cref="Toolkit.InputError">when the file is not what the relation takes it for.</exception>
    internal long Stream(
        IReadOnlyList<RelationColumn> columns,
        string relation,
        ChunkQuery.TakeNumbers numbers,
        ChunkQuery.TakeTexts texts
    )
    {
        var sql = $"SELECT {string.Join(", ", columns.Select(c => c.Sql))} FROM {relation}";
        using var query = new ChunkQuery(_connection, sql, _file);
        return query.Read([.. columns.Select(c => c.IsNumber)], numbers, texts);
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new DuckDBParameter(_file.FullPath));
        return command;
    }

    private static TableColumn Column(RelationColumn column, object values) =>
        (values, column.AsText) switch
        {
            (List<double> numbers, false) => new NumberColumn(column.Name, [.. numbers]),
            (List<double> numbers, true) => new TextColumn(column.Name, [.. numbers.Select(NumberText.Of)]),
            _ => new TextColumn(column.Name, [.. (List<string?>)values]),
        };
}
