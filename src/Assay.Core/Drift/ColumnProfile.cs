namespace Assay.Core.Drift;

/// <summary>What is kept of a column: no row, only counts and a sketch. Not safe for use by several threads at once.</summary>
/// <param name="name">The column's name.</param>
public abstract class ColumnProfile(string name)
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>Rows whose value is missing.</summary>
    public long Missing { get; private protected set; }

    /// <summary>Rows that have a value.</summary>
    public abstract long Count { get; }

    /// <summary>All rows.</summary>
    public virtual long Rows => Count + Missing;

    /// <summary>Adds a row whose value is missing.</summary>
    public void AddMissing() => Missing++;

    /// <summary>A profile of no row that goes on where this one began: same name, seed and known values.</summary>
    public abstract ColumnProfile ToEmpty();

    /// <summary>Adds all rows of another profile of the same kind, which stays as it is.</summary>
    /// <exception cref="ArgumentException">when it is of another kind.</exception>
    public abstract void Add(ColumnProfile other);
}
