using System.Collections.Immutable;

namespace Assay.Training.Logs;

/// <summary>What the columns of a table of metrics are.</summary>
/// <param name="Step">The column of steps, or null.</param>
/// <param name="Name">The column of names when each row is one value, else null.</param>
/// <param name="Value">The column of values when each row is one value, else null.</param>
internal sealed record MetricColumns(int? Step, int? Name, int? Value)
{
    private static readonly string[] Steps = ["step", "iteration", "iter", "epoch", "round"];
    private static readonly string[] Names = ["name", "metric", "key"];
    private static readonly string[] Times = ["timestamp", "time"];

    public bool IsLong => Name is not null && Value is not null;

    public static MetricColumns Of(ImmutableArray<string> columns) =>
        new(First(columns, Steps), First(columns, Names), First(columns, ["value"]));

    /// <summary>The names and texts of a row's metrics.</summary>
    public IEnumerable<(string Name, string Value)> ValuesOf(
        ImmutableArray<string> cells,
        ImmutableArray<string> columns
    ) =>
        IsLong
            ? [(cells[Name!.Value].Trim(), cells[Value!.Value].Trim())]
            : columns
                .Select((name, i) => (Name: name, Value: cells[i].Trim(), Index: i))
                .Where(c => c.Index != Step && !Times.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
                .Select(c => (c.Name, c.Value));

    // The first of the words that is a column, not the first column that is one of the words.
    private static int? First(ImmutableArray<string> columns, string[] words) =>
        words
            .Select(word =>
                columns
                    .Select((name, i) => (name, i: (int?)i))
                    .FirstOrDefault(c => word.Equals(c.name, StringComparison.OrdinalIgnoreCase))
                    .i
            )
            .FirstOrDefault(i => i is not null);
}
