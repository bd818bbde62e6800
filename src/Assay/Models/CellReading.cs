using Assay.Core.Names;
using Assay.Core.Tables;

namespace Assay.Models;

/// <summary>Cells of a column as a model's input wants them, or the problem with the first that is not so.</summary>
internal static class CellReading
{
    /// <summary>Numbers, NaN where missing; <c>true</c> and <c>false</c> are 1 and 0.</summary>
    internal static (double[] Values, string? Problem) Numbers(TableColumn column, string wanted)
    {
        if (column is NumberColumn numbers)
        {
            return (numbers.Values, null);
        }

        var values = new double[column.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var text = column.Text(row);
            values[row] =
                text is null ? double.NaN
                : text.Equals("true", StringComparison.OrdinalIgnoreCase) ? 1
                : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? 0
                : double.PositiveInfinity;
            if (double.IsPositiveInfinity(values[row]))
            {
                return (
                    [],
                    $"column {Quoted.Value(column.Name)} holds {Quoted.Value(text!)} in row {row + 1:N0}; the model wants {wanted}"
                );
            }
        }

        return (values, null);
    }

    /// <summary>Text, <c>""</c> where missing.</summary>
    internal static string[] Texts(TableColumn column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column.Text(row) ?? "")];

    internal static string? MissingProblem(TableColumn column, string wanted)
    {
        var row = Enumerable.Range(0, column.Count).FirstOrDefault(r => column.Text(r) is null, -1);
        return row < 0
            ? null
            : $"column {Quoted.Value(column.Name)} has no value in row {row + 1:N0}; the model wants {wanted} in every row";
    }

    internal static string? FractionProblem(TableColumn column, double[] values)
    {
        var row = Array.FindIndex(values, v => v != Math.Floor(v));
        return row < 0
            ? null
            : $"column {Quoted.Value(column.Name)} holds '{values[row]:R}' in row {row + 1:N0}; the model wants an integer";
    }
}
