using Assay.Core.Reports.Charts;
using Assay.Core.Reports.TextCharts;

namespace Assay.Core.Reports.Drift;

/// <summary>A chart of two distributions as two short lines of text, on one scale.</summary>
internal static class DistributionText
{
    private const int Cells = 12;

    /// <summary>Both lines: <c>▂▃█▃ → ▁▁▂█</c>; empty where there is nothing to draw.</summary>
    public static string Of(Chart? chart) =>
        chart switch
        {
            HistogramChart { Series: [var then, var now] } => Of(Amounts(then), Amounts(now)),
            PairedBarsChart bars => Of(
                [.. bars.Rows.Take(Cells).Select(r => r.First)],
                [.. bars.Rows.Take(Cells).Select(r => r.Second)]
            ),
            _ => "",
        };

    private static string Of(double[] then, double[] now)
    {
        var greatest = then.Concat(now).Max();
        return $"{Sparkline.Of(then, greatest)} → {Sparkline.Of(now, greatest)}";
    }

    // Neighbours together, so that a line stays short.
    private static double[] Amounts(HistogramSeries series)
    {
        var size = (series.Bins.Length + Cells - 1) / Cells;
        return [.. series.Bins.Chunk(size).Select(bins => bins.Sum(b => b.Amount))];
    }
}
