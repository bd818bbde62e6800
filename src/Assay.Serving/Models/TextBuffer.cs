using System.Globalization;
using Assay.Core.Serving;
using Assay.Serving.Rows;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Serving.Models;

/// <summary>A tensor of texts; numbers are written in their shortest spelling, a missing one is empty.</summary>
/// <param name="input">The input.</param>
/// <param name="plan">How the cells are kept.</param>
internal sealed class TextBuffer(ServedInput input, RowPlan plan) : InputBuffer(input)
{
    private const int LongestNumber = 32;

    public override void Fill(RowBatch rows, int start, int count, int at)
    {
        Span<byte> number = stackalloc byte[LongestNumber];
        for (var i = 0; i < count; i++)
        {
            var row = Math.Min(start + i, rows.Count - 1);
            for (var k = 0; k < Input.Columns.Length; k++)
            {
                var column = Input.Columns[k];
                var text =
                    plan.Rules[column].Cell == CellKind.Text
                        ? rows.Text(row, column)
                        : number[..Spell(rows, row, column, number)];
                Tensor!.StringTensorSetElementAt(text, ((at + i) * Input.Columns.Length) + k);
            }
        }
    }

    protected override OrtValue Allot(int rows, long[] shape) =>
        OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);

    private int Spell(RowBatch rows, int row, int column, Span<byte> to)
    {
        var written = 0;
        if (plan.Rules[column].Cell == CellKind.Whole)
        {
            rows.Whole(row, column).TryFormat(to, out written, provider: CultureInfo.InvariantCulture);
        }
        else if (!double.IsNaN(rows.Number(row, column)))
        {
            rows.Number(row, column).TryFormat(to, out written, "R", CultureInfo.InvariantCulture);
        }

        return written;
    }
}
