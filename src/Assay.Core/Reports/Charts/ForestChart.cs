using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>
/// Differences with their intervals, a row each, around a common line of no difference. Every row is oriented so that
/// right is better.
/// </summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Axis">What the horizontal axis measures when all rows share one scale; null gives each row its own.</param>
/// <param name="Margin">What the marks are: <c>margin of 0.01</c>; null when there are none.</param>
public sealed record ForestChart(
    string Name,
    string Title,
    string Description,
    ImmutableArray<ForestRow> Rows,
    string? Axis,
    string? Margin
) : Chart(Name, Title, Description);

/// <summary>One difference, right being better.</summary>
/// <param name="Label">What differs.</param>
/// <param name="Text">The difference in words, as measured: <c>−0.013 (−0.020 … −0.006)</c>.</param>
/// <param name="Value">The difference.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
/// <param name="Marks">Where margins are.</param>
/// <param name="Decides">Whether the verdict rests on this row.</param>
public sealed record ForestRow(
    string Label,
    string Text,
    double Value,
    double Lower,
    double Upper,
    ImmutableArray<double> Marks,
    bool Decides = false
);
