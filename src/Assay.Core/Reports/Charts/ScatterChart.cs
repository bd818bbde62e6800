using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Predicted against true values.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="X">What the horizontal axis shows.</param>
/// <param name="Y">What the vertical axis shows, in the same unit.</param>
/// <param name="Clouds">Champion first; at most some 500 points each.</param>
public sealed record ScatterChart(
    string Name,
    string Title,
    string Description,
    string X,
    string Y,
    ImmutableArray<ChartCurve> Clouds
) : Chart(Name, Title, Description);
