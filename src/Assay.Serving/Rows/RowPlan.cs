using System.Collections.Immutable;
using System.Text;
using Assay.Core.Serving;

namespace Assay.Serving.Rows;

/// <summary>What a row must hold.</summary>
internal sealed class RowPlan
{
    private readonly ColumnNames _names;
    private readonly byte[]? _id;

    /// <exception cref="StartError">when the model's inputs do not fit its columns.</exception>
    public RowPlan(ServedModel model)
    {
        Rules = ColumnRule.Of(model);
        _names = new ColumnNames(Rules);
        _id = model.Id is null || Rules.Any(r => r.Name == model.Id) ? null : Encoding.UTF8.GetBytes(model.Id);
    }

    public ImmutableArray<ColumnRule> Rules { get; }

    /// <summary>Where a row's id is kept, beside its columns; −1 without one.</summary>
    public int Id => _id is null ? -1 : Rules.Length;

    /// <summary>Cells a row.</summary>
    public int Cells => Rules.Length + (_id is null ? 0 : 1);

    public RowBatch NewBatch() => new(Cells);

    /// <summary>Where the value of a key is kept, or −1.</summary>
    public int Find(ReadOnlySpan<byte> key, int expected)
    {
        var found = _names.Find(key, expected);
        return found < 0 && _id is not null && key.SequenceEqual(_id) ? Rules.Length : found;
    }
}
