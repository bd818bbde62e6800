using System.Globalization;

namespace Assay.Core.Tables;

/// <summary>One column of a table, with a value a row, some of them missing.</summary>
/// <param name="name">The column's name.</param>
public abstract class TableColumn(string name)
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>Rows.</summary>
    public abstract int Count { get; }

    /// <summary>The value of a row as text, or null where it is missing.</summary>
    public abstract string? Text(int row);
}

/// <summary>A column of numbers.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A number a row, NaN where it is missing.</param>
public sealed class NumberColumn(string name, double[] values) : TableColumn(name)
{
    /// <summary>A number a row, NaN where it is missing.</summary>
    public double[] Values { get; } = values;

    /// <inheritdoc />
    public override int Count => Values.Length;

    /// <summary>The shortest text that reads back as the same number (<c>1</c> for 1.0), or null where it is missing.</summary>
    public override string? Text(int row) =>
        double.IsNaN(Values[row]) ? null : Values[row].ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A column of text.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A text a row, null where it is missing.</param>
public sealed class TextColumn(string name, string?[] values) : TableColumn(name)
{
    /// <summary>A text a row, null where it is missing.</summary>
    public string?[] Values { get; } = values;

    /// <inheritdoc />
    public override int Count => Values.Length;

    /// <inheritdoc />
    public override string? Text(int row) => Values[row];
}
