using System.Text;
using Assay.Core.Serving;
using Assay.Serving.Rows;

namespace Assay.Serving.Models;

/// <summary>Rows of the least that a model takes, to run it before the first request comes.</summary>
internal static class NeutralRows
{
    public static void Fill(RowBatch rows, RowPlan plan, ServedModel model, int count)
    {
        rows.Clear();
        rows.AddRows(count);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < plan.Cells; column++)
            {
                rows.Set(
                    row,
                    column,
                    column == plan.Id
                        ? TextCell.Missing.Bits
                        : CellOf(rows, plan.Rules[column], model.Columns[column].Categories?.FirstOrDefault())
                );
            }
        }
    }

    private static long CellOf(RowBatch rows, ColumnRule rule, string? category)
    {
        if (rule.Cell != CellKind.Text)
        {
            var value = Math.Clamp(0, Math.Ceiling(rule.Least), rule.Greatest);
            return rule.Cell == CellKind.Whole ? (long)value : BitConverter.DoubleToInt64Bits(value);
        }

        var text = Encoding.UTF8.GetBytes(category ?? "");
        text.CopyTo(rows.TextRoom(text.Length));
        return rows.Keep(text.Length).Bits;
    }
}
