namespace Assay.Core.Reports.TextCharts;

/// <summary>A bar to the left or right of a middle line, in characters of one cell: <c>    ▐██│        </c>.</summary>
public static class SignedBar
{
    /// <summary>
    /// A bar of <c>2 × half + 1</c> cells whose length is <paramref name="value"/> / <paramref name="scale"/> of a half,
    /// to the nearest half cell; a value that is not 0 shows at least half a cell, one beyond the scale fills its side.
    /// Undefined values show the line alone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">when <paramref name="half"/> is less than 1.</exception>
    public static string Of(double? value, double scale, int half)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(half, 1);
        var halves = HalfCells(value, scale, half);
        var blocks = new string('█', halves / 2);
        var odd = halves % 2 == 1;
        return value < 0
            ? ((odd ? "▐" : "") + blocks).PadLeft(half) + '│' + new string(' ', half)
            : new string(' ', half) + '│' + (blocks + (odd ? "▌" : "")).PadRight(half);
    }

    private static int HalfCells(double? value, double scale, int half)
    {
        if (value is not { } number || double.IsNaN(number) || number == 0 || !(scale > 0))
        {
            return 0;
        }

        var share = Math.Min(Math.Abs(number) / scale, 1);
        return Math.Max(1, (int)Math.Round(share * half * 2, MidpointRounding.AwayFromZero));
    }
}
