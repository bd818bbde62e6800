using Assay.Toolkit;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Assay.Data;

/// <summary>
/// A query whose rows come some thousand at a time, column by column, as DuckDB holds them: a reader that asks for one cell
/// after the other takes longer than DuckDB does to parse the file.
/// </summary>
internal sealed unsafe class ChunkQuery : IDisposable
{
    private readonly DataFile _file;
    private readonly DuckDBPreparedStatement _statement;
    private DuckDBResult _result;

    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The query.</param>
    /// <param name="file">The file, whose path is the query's one parameter.</param>
    /// <exception cref="InputError">when the file is not what the query takes it for.</exception>
    internal ChunkQuery(DuckDBConnection connection, string sql, DataFile file)
    {
        _file = file;
        var native = connection.NativeConnection;
        if (PreparedStatements.DuckDBPrepare(native, sql, out _statement) != DuckDBState.Success)
        {
            throw Failed(PreparedStatements.DuckDBPrepareError(_statement));
        }

        if (
            PreparedStatements.DuckDBBindVarchar(_statement, 1, file.FullPath) != DuckDBState.Success
            || PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result) != DuckDBState.Success
        )
        {
            throw Failed(Query.DuckDBResultError(ref _result));
        }
    }

    /// <summary>Takes a column's place in the query and its numbers in some rows, NaN where one is missing.</summary>
    internal delegate void TakeNumbers(int column, ReadOnlySpan<double> numbers);

    /// <summary>Takes a column's place in the query and its texts in some rows.</summary>
    internal delegate void TakeTexts(int column, TextVector texts);

    /// <summary>Gives all rows to who takes them, in order.</summary>
    /// <param name="areNumbers">Of each column whether it is of doubles; else it is of texts.</param>
    /// <param name="numbers">Takes numbers; they are gone when it returns.</param>
    /// <param name="texts">Takes texts; they are gone when it returns.</param>
    /// <returns>Rows.</returns>
    /// <exception cref="InputError">when the file is not what the query takes it for.</exception>
    internal long Read(ReadOnlySpan<bool> areNumbers, TakeNumbers numbers, TakeTexts texts)
    {
        var buffer = new double[(int)Helpers.DuckDBVectorSize()];
        for (var rows = 0L; ; )
        {
            using var chunk = StreamingResult.DuckDBStreamFetchChunk(_result);
            var count = chunk.IsInvalid ? 0 : (int)DataChunks.DuckDBDataChunkGetSize(chunk);
            if (count == 0)
            {
                return Query.DuckDBResultError(ref _result) is { Length: > 0 } error ? throw Failed(error) : rows;
            }

            rows += count;
            for (var i = 0; i < areNumbers.Length; i++)
            {
                var vector = DataChunks.DuckDBDataChunkGetVector(chunk, i);
                var data = Vectors.DuckDBVectorGetData(vector);
                var validity = Vectors.DuckDBVectorGetValidity(vector);
                if (areNumbers[i])
                {
                    numbers(i, Numbers(new ReadOnlySpan<double>(data, count), validity, buffer));
                }
                else
                {
                    texts(i, new TextVector((byte*)data, validity, count));
                }
            }
        }
    }

    public void Dispose()
    {
        _result.Close();
        _statement.Dispose();
    }

    private static ReadOnlySpan<double> Numbers(ReadOnlySpan<double> values, ulong* validity, double[] buffer)
    {
        if (validity is null)
        {
            return values;
        }

        for (var row = 0; row < values.Length; row++)
        {
            buffer[row] = TextVector.IsValid(validity, row) ? values[row] : double.NaN;
        }

        return buffer.AsSpan(0, values.Length);
    }

    private InputError Failed(string error)
    {
        Dispose();
        return DataFileProblem.Of(_file, error);
    }
}
