using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Distributions over one axis, as shares of rows.</summary>
/// <param name="Name">See <see cref="Chart"/>.</param>
/// <param name="Title">See <see cref="Chart"/>.</param>
/// <param name="Description">See <see cref="Chart"/>.</param>
/// <param name="X">What the horizontal axis shows.</param>
/// <param name="Series">At most two, over the same bins.</param>
public sealed record HistogramChart(
    string Name,
    string Title,
    string Description,
    string X,
    ImmutableArray<HistogramSeries> Series
) : Chart(Name, Title, Description)
{
    /// <summary>Whether the axis is numbered: where values of the data are not to be shown it is not.</summary>
    public bool ShowScale { get; init; } = true;
}

/// <summary>One distribution.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Bins">Shares of the series' rows, adding up to 1.</param>
public sealed record HistogramSeries(string Label, HistogramTone Tone, ImmutableArray<ChartBin> Bins);

/// <summary>What a distribution is of.</summary>
public enum HistogramTone
{
    /// <summary>The candidate.</summary>
    Challenger,

    /// <summary>The champion.</summary>
    Champion,

    /// <summary>Rows of the negative class.</summary>
    Negative,

    /// <summary>Rows of the positive class.</summary>
    Positive,
}
