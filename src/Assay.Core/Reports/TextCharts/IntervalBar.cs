namespace Assay.Core.Reports.TextCharts;

/// <summary>An interval around a middle line of no difference, in characters of one cell: <c>  ┊   │ ├─●─┤  </c>.</summary>
/// <param name="Scale">The value at either end of the bar, above 0.</param>
/// <param name="Half">Cells on either side of the middle.</param>
public sealed record IntervalBar(double Scale, int Half)
{
    /// <summary>The bar's cells.</summary>
    public int Width => (2 * Half) + 1;

    /// <summary>
    /// A bar with the interval's ends <c>├ ┤</c>, its value <c>●</c> and, where not covered, the middle <c>│</c> and
    /// the margin <c>┊</c>. Ends beyond the scale are <c>‹ ›</c>; without a value there are the lines alone.
    /// </summary>
    /// <param name="value">The difference.</param>
    /// <param name="lower">Lower end, or null when there is none.</param>
    /// <param name="upper">Upper end, or null when there is none.</param>
    /// <param name="marks">Where margins are.</param>
    public string Draw(double? value, double? lower, double? upper, params ReadOnlySpan<double> marks)
    {
        var cells = new char[Width];
        Array.Fill(cells, ' ');
        foreach (var mark in marks)
        {
            if (Math.Abs(mark) <= Scale)
            {
                cells[Cell(mark)] = '┊';
            }
        }

        cells[Half] = '│';
        if (value is { } middle && double.IsFinite(middle))
        {
            DrawInterval(cells, middle, Finite(lower), Finite(upper));
        }

        return new string(cells);
    }

    private static double? Finite(double? bound) => bound is { } b && double.IsFinite(b) ? b : null;

    private void DrawInterval(char[] cells, double value, double? lower, double? upper)
    {
        if (lower is { } low && upper is { } high)
        {
            for (var i = Cell(low); i <= Cell(high); i++)
            {
                cells[i] = cells[i] == '│' ? '┼' : '─';
            }

            cells[Cell(low)] = low < -Scale ? '‹' : '├';
            cells[Cell(high)] = high > Scale ? '›' : '┤';
        }

        cells[Cell(value)] = '●';
    }

    private int Cell(double value)
    {
        var share = Math.Clamp(value / Scale, -1, 1);
        return Half + (int)Math.Round(share * Half, MidpointRounding.AwayFromZero);
    }
}
