using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Shares of rows by category, two bars each.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="First">What the upper bars are, in grey.</param>
/// <param name="Second">What the lower bars are, in the accent's colour.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record PairedBarsChart(
    string Name,
    string Title,
    string Description,
    string First,
    string Second,
    ImmutableArray<PairedBars> Rows
) : Chart(Name, Title, Description);

/// <summary>One category.</summary>
/// <param name="Label">Its name.</param>
/// <param name="First">The upper bar, 0 to 1.</param>
/// <param name="Second">The lower bar, 0 to 1.</param>
public sealed record PairedBars(string Label, double First, double Second);
