using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Rows by true and predicted class.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="Classes">k class names; the last may stand for all rare ones.</param>
/// <param name="Challenger">k × k rows of the candidate, row-major by true class.</param>
/// <param name="Champion">The same for the champion, or empty.</param>
public sealed record ConfusionChart(
    string Name,
    string Title,
    string Description,
    ImmutableArray<string> Classes,
    ImmutableArray<int> Challenger,
    ImmutableArray<int> Champion
) : Chart(Name, Title, Description);
