using Assay.Core.Serving;
using Assay.Serving.Rows;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Serving.Models;

/// <summary>A tensor of numbers.</summary>
/// <param name="input">The input.</param>
/// <param name="plan">How the cells are kept.</param>
/// <param name="fromNumber">A number as an element.</param>
/// <param name="fromWhole">A whole number as an element.</param>
internal sealed class NumberBuffer<T>(
    ServedInput input,
    RowPlan plan,
    Func<double, T> fromNumber,
    Func<long, T> fromWhole
) : InputBuffer(input)
    where T : unmanaged
{
    private readonly CellKind[] _kinds = [.. input.Columns.Select(c => plan.Rules[c].Cell)];
    private readonly int[] _columns = [.. input.Columns];
    private T[] _values = [];

    public override void Fill(RowBatch rows, int start, int count, int at)
    {
        var width = _columns.Length;
        for (var i = 0; i < count; i++)
        {
            var row = Math.Min(start + i, rows.Count - 1);
            var to = _values.AsSpan((at + i) * width, width);
            for (var k = 0; k < to.Length; k++)
            {
                to[k] =
                    _kinds[k] == CellKind.Whole
                        ? fromWhole(rows.Whole(row, _columns[k]))
                        : fromNumber(rows.Number(row, _columns[k]));
            }
        }
    }

    protected override OrtValue Allot(int rows, long[] shape)
    {
        // Pinned by itself, so that a tensor over it costs no handle.
        _values = GC.AllocateUninitializedArray<T>(rows * Input.Columns.Length, pinned: true);
        return OrtValue.CreateTensorValueFromMemory(_values, shape);
    }
}
