using System.Collections.Immutable;

namespace Assay.Core.Tables;

/// <summary>Named columns of equal length, in file order.</summary>
public sealed class Table
{
    private readonly Dictionary<string, TableColumn> _byName;

    /// <summary>Checks that names differ and lengths agree.</summary>
    /// <exception cref="ArgumentException">when they do not.</exception>
    public Table(ImmutableArray<TableColumn> columns, int count)
    {
        if (columns.FirstOrDefault(c => c.Count != count) is { } odd)
        {
            throw new ArgumentException($"column {odd.Name} has {odd.Count} rows, not {count}", nameof(columns));
        }

        _byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Columns = columns;
        Count = count;
    }

    /// <summary>The columns in file order.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>The columns' names in file order.</summary>
    public ImmutableArray<string> Names => [.. Columns.Select(c => c.Name)];

    /// <summary>The column of that name, or null.</summary>
    public TableColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The same rows without the named columns.</summary>
    public Table Without(params IEnumerable<string?> names)
    {
        var left = names.ToHashSet(StringComparer.Ordinal);
        return new Table([.. Columns.Where(c => !left.Contains(c.Name))], Count);
    }
}
