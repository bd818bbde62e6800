using Assay.Core.Reports;
using Assay.Core.Reports.Charts;
using ScottPlot;

namespace Assay.Charts;

/// <summary>A palette as ScottPlot takes it, and the plot that every chart begins with.</summary>
internal sealed class ChartTheme(ReportPalette palette)
{
    public const float TextSize = 12;
    private const float LabelSize = 12.5f;

    public Color Ground { get; } = Color.FromHex(palette.Ground);
    public Color Panel { get; } = Color.FromHex(palette.Panel);
    public Color Ink { get; } = Color.FromHex(palette.Ink);
    public Color Muted { get; } = Color.FromHex(palette.Muted);
    public Color Line { get; } = Color.FromHex(palette.Line);
    public Color Challenger { get; } = Color.FromHex(palette.Challenger);
    public Color Champion { get; } = Color.FromHex(palette.Champion);
    public Color Good { get; } = Color.FromHex(palette.Good);
    public Color Bad { get; } = Color.FromHex(palette.Bad);
    public Color Positive { get; } = Color.FromHex(palette.Positive);
    public Color Negative { get; } = Color.FromHex(palette.Negative);

    public Color Of(ChartSide side) => side == ChartSide.Challenger ? Challenger : Champion;

    public Color Of(HistogramTone tone) =>
        tone switch
        {
            HistogramTone.Challenger => Challenger,
            HistogramTone.Champion => Champion,
            HistogramTone.Negative => Negative,
            _ => Positive,
        };

    /// <summary>An empty plot in these colours: a light grid, no frame, axes named in muted text.</summary>
    public Plot Plot(string x, string y)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Ground;
        plot.DataBackground.Color = Ground;
        plot.Axes.Color(Muted);
        plot.Axes.FrameColor(Line);
        plot.Grid.MajorLineColor = Line;
        plot.Grid.MajorLineWidth = 1;
        Quiet(plot.Axes.Top);
        Quiet(plot.Axes.Right);
        Label(plot.Axes.Bottom, x);
        Label(plot.Axes.Left, y);
        return plot;
    }

    private static void Quiet(IAxis axis)
    {
        axis.FrameLineStyle.Width = 0;
        axis.MajorTickStyle.Length = 0;
        axis.MinorTickStyle.Length = 0;
    }

    private void Label(IAxis axis, string name)
    {
        axis.MajorTickStyle.Length = 0;
        axis.MinorTickStyle.Length = 0;
        axis.TickLabelStyle.FontName = ChartFont.Family;
        axis.TickLabelStyle.FontSize = TextSize;
        axis.TickLabelStyle.ForeColor = Muted;
        axis.Label.Text = name;
        axis.Label.FontName = ChartFont.Family;
        axis.Label.FontSize = LabelSize;
        axis.Label.Bold = false;
        axis.Label.ForeColor = Muted;
    }
}
