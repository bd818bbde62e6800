using System.Collections.Immutable;
using System.Text;
using Assay.Core.Serving;

namespace Assay.Serving.Rows;

/// <summary>What a column's values must be, from what model.json says and from what the inputs that take it can hold.</summary>
internal sealed class ColumnRule
{
    // Beyond these a 64-bit integer has no exact double.
    private const double LeastWhole = long.MinValue;
    private const double GreatestWhole = 9.2233720368547748e18;

    private ColumnRule(ServedColumn column, ImmutableArray<InputElement> takers)
    {
        Name = column.Name;
        Utf8Name = Encoding.UTF8.GetBytes(column.Name);
        Type = column.Type;
        var whole = takers.Any(t => t is InputElement.Int64 or InputElement.Int32 or InputElement.Bool);
        Cell =
            column.Type == ColumnType.Text ? CellKind.Text
            : whole ? CellKind.Whole
            : CellKind.Number;
        Missing = column.Missing && !whole;
        Least = Math.Max(
            column.Least ?? double.NegativeInfinity,
            takers.Select(LeastOf).Prepend(double.MinValue).Max()
        );
        Greatest = Math.Min(
            column.Greatest ?? double.PositiveInfinity,
            takers.Select(GreatestOf).Prepend(double.MaxValue).Min()
        );
    }

    /// <summary>The key of a row.</summary>
    public string Name { get; }

    public byte[] Utf8Name { get; }

    /// <summary>What it holds; a number that goes where integers are wanted is one.</summary>
    public ColumnType Type { get; }

    /// <summary>How its cells are kept.</summary>
    public CellKind Cell { get; }

    /// <summary>Whether null or a missing key will do.</summary>
    public bool Missing { get; }

    public double Least { get; }

    public double Greatest { get; }

    /// <summary>The cell of a missing value.</summary>
    public long MissingCell =>
        Cell == CellKind.Text ? TextCell.Missing.Bits : BitConverter.DoubleToInt64Bits(double.NaN);

    /// <summary>The rules of a model's columns, in their order.</summary>
    /// <exception cref="StartError">when an input takes a column that does not fit it.</exception>
    public static ImmutableArray<ColumnRule> Of(ServedModel model)
    {
        foreach (var input in model.Inputs)
        {
            if (input.Columns.FirstOrDefault(c => c < 0 || c >= model.Columns.Length, -1) is >= 0 and var beyond)
            {
                throw new StartError(
                    $"{ServedModel.FileName}: input '{input.Name}' takes column {beyond} of {model.Columns.Length}"
                );
            }

            if (
                input.Element != InputElement.String
                && input.Columns.FirstOrDefault(c => model.Columns[c].Type == ColumnType.Text, -1) is >= 0 and var text
            )
            {
                throw new StartError(
                    $"{ServedModel.FileName}: input '{input.Name}' holds numbers, and its column '{model.Columns[text].Name}' text"
                );
            }
        }

        return
        [
            .. model.Columns.Select(
                (column, at) =>
                    new ColumnRule(column, [.. model.Inputs.Where(i => i.Columns.Contains(at)).Select(i => i.Element)])
            ),
        ];
    }

    private static double LeastOf(InputElement element) =>
        element switch
        {
            InputElement.Float => float.MinValue,
            InputElement.Int64 => LeastWhole,
            InputElement.Int32 => int.MinValue,
            InputElement.Bool => 0,
            _ => double.MinValue,
        };

    private static double GreatestOf(InputElement element) =>
        element switch
        {
            InputElement.Float => float.MaxValue,
            InputElement.Int64 => GreatestWhole,
            InputElement.Int32 => int.MaxValue,
            InputElement.Bool => 1,
            _ => double.MaxValue,
        };
}
