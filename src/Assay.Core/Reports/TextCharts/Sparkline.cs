namespace Assay.Core.Reports.TextCharts;

/// <summary>A line of blocks, a character a value: <c>▂▃▃▄▅█</c>.</summary>
public static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// The values between their least (▁) and greatest (█); equal values are in the middle, and a value that is not finite
    /// is a space.
    /// </summary>
    public static string Of(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return new string(' ', values.Count);
        }

        var (least, greatest) = (finite.Min(), finite.Max());
        return string.Concat(values.Select(value => Block(value, least, greatest)));
    }

    /// <summary>Shares from 0 (▁) to <paramref name="greatest"/> (█), so that two lines can be compared.</summary>
    public static string Of(IEnumerable<double> shares, double greatest) =>
        string.Concat(shares.Select(share => Block(share, 0, greatest)));

    private static char Block(double value, double least, double greatest)
    {
        if (!double.IsFinite(value))
        {
            return ' ';
        }

        // Halved first: the difference of two large numbers may not be finite.
        var range = (greatest / 2) - (least / 2);
        var share = range > 0 ? ((value / 2) - (least / 2)) / range : 0.45;
        return Blocks[(int)Math.Min(share * Blocks.Length, Blocks.Length - 1)];
    }
}
