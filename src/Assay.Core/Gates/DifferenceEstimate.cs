namespace Assay.Core.Gates;

/// <summary>Challenger − champion, how sure that is, and by what.</summary>
/// <param name="Difference">The difference with its interval.</param>
/// <param name="StandardError">Its standard error; null when the interval does not rest on one.</param>
/// <param name="Alike">What makes the two sides the same for this metric whatever the rows, before the champion's name; null when they are not.</param>
/// <param name="Unseen">Rows, none of which told the sides apart, when the interval rests on just that.</param>
internal sealed record DifferenceEstimate(
    Difference Difference,
    double? StandardError = null,
    string? Alike = null,
    int? Unseen = null
);
