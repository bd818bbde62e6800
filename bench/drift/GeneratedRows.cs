using DuckDB.NET.Data;

namespace Assay.Bench.Drift;

/// <summary>Rows of 40 numbers and 10 texts, the same for the same seed; in every fifth number one row in twenty has no value.</summary>
internal static class GeneratedRows
{
    public const int Numbers = 40;
    public const int Texts = 10;

    /// <summary>Writes a file as its ending says, CSV or Parquet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="seed">0 to 1.</param>
    /// <param name="shift">How far the first ten numbers are moved, in standard deviations.</param>
    public static void Write(string file, int rows, double seed, double shift)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var columns = Enumerable
            .Range(0, Numbers)
            .Select(i => Number(i, i < 10 ? shift : 0))
            .Concat(Enumerable.Range(0, Texts).Select(Text));
        var select = FormattableString.Invariant($"SELECT {string.Join(", ", columns)} FROM range({rows})");
        command.CommandText = FormattableString.Invariant(
            $"SET threads = 1; SELECT setseed({seed}); COPY ({select}) TO '{file.Replace("'", "''")}'"
        );
        command.ExecuteNonQuery();
    }

    // Normal (Box and Muller), log-normal, or a whole number.
    private static string Number(int index, double shift)
    {
        var normal = FormattableString.Invariant($"sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) + {shift}");
        var value = (index % 4) switch
        {
            0 or 1 => $"round({normal}, 4)",
            2 => $"round(exp({normal}), 4)",
            _ => $"round(30 + 12 * ({normal}))",
        };
        return index % 5 == 0
            ? $"CASE WHEN random() < 0.05 THEN NULL ELSE {value} END AS n{index}"
            : $"{value} AS n{index}";
    }

    // Few values, the first ones more frequent.
    private static string Text(int index) =>
        FormattableString.Invariant($"'value ' || floor(pow(random(), 2) * {3 + index})::INT AS t{index}");
}
