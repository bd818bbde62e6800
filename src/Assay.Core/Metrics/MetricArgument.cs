using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>An argument that a metric takes: the <c>threshold</c> of <c>f1@threshold=0.3</c>.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Least">Smallest value, inclusive.</param>
/// <param name="Greatest">Largest value, inclusive.</param>
/// <param name="Default">What it is when it is not given; null where leaving it out means another metric.</param>
/// <param name="Whole">Whether only whole numbers make sense.</param>
/// <param name="Only">The one task that it is for, when the metric serves others too.</param>
public sealed record MetricArgument(
    string Key,
    double Least,
    double Greatest,
    double? Default = null,
    bool Whole = false,
    TaskKind? Only = null
);
