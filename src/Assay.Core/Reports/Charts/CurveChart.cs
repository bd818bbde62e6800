using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Curves on a unit square: ROC, precision against recall, calibration.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="X">What the horizontal axis shows, 0 to 1.</param>
/// <param name="Y">What the vertical axis shows, 0 to 1.</param>
/// <param name="Curves">Champion first, so that the challenger is drawn over it.</param>
/// <param name="Reference">What a model that knows nothing, or everything, would draw.</param>
public sealed record CurveChart(
    string Name,
    string Title,
    string Description,
    string X,
    string Y,
    ImmutableArray<ChartCurve> Curves,
    ChartReference Reference
) : Chart(Name, Title, Description)
{
    /// <summary>Rows by interval of the horizontal axis, drawn along the bottom; empty draws none.</summary>
    public ImmutableArray<ChartBin> Counts { get; init; } = [];
}

/// <summary>One curve.</summary>
/// <param name="Label">Its name in the legend: <c>this change, AUC 0.846</c>.</param>
/// <param name="Side">Whose it is.</param>
/// <param name="Points">At most some 500, ordered along the curve.</param>
/// <param name="Marked">Whether each point is an observation of its own and gets a marker.</param>
public sealed record ChartCurve(string Label, ChartSide Side, ImmutableArray<ChartPoint> Points, bool Marked = false);

/// <summary>A straight line to compare with.</summary>
/// <param name="Label">Its name in the legend: <c>chance</c>.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
public sealed record ChartReference(string Label, ChartPoint From, ChartPoint To);

/// <summary>How much falls between two values.</summary>
/// <param name="From">Lower end.</param>
/// <param name="To">Upper end.</param>
/// <param name="Amount">Rows, or a share of rows.</param>
public readonly record struct ChartBin(double From, double To, double Amount);
