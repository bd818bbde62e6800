using System.Collections.Immutable;
using ScottPlot;

namespace Assay.Charts;

/// <summary>A chart's plot and what stands around it, ready to be painted.</summary>
/// <param name="Plot">The plot.</param>
/// <param name="Height">The whole picture's height in logical pixels.</param>
/// <param name="Legend">What its colours mean.</param>
internal sealed record ChartDrawing(Plot Plot, int Height, ImmutableArray<LegendEntry> Legend);
