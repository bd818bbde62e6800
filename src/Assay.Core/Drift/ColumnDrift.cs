using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Drift;

/// <summary>What became of a column.</summary>
public enum ColumnState
{
    /// <summary>Nothing that matters is proven.</summary>
    Stable,

    /// <summary>A change is significant and large enough to matter.</summary>
    Drifted,

    /// <summary>Too few rows have a value to tell.</summary>
    Thin,

    /// <summary>The reference has it and the current data do not.</summary>
    Absent,

    /// <summary>The current data have it and the reference does not.</summary>
    New,

    /// <summary>It cannot be compared; a finding says why.</summary>
    Skipped,
}

/// <summary>One column, in the reference and now.</summary>
public sealed record ColumnDrift
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required ColumnState State { get; init; }

    /// <summary>Its rows in the reference; null when it is not there.</summary>
    public ColumnCounts? Reference { get; init; }

    /// <summary>Its rows in the current data; null when it is not there.</summary>
    public ColumnCounts? Current { get; init; }

    /// <summary>The values compared; null where they cannot be.</summary>
    public ValueDrift? Values { get; init; }

    /// <summary>The shares of missing values compared; null where none is missing on either side.</summary>
    public MissingDrift? Missing { get; init; }

    /// <summary>What else a reader should know, a sentence each, without cell values.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];
}

/// <summary>Rows of a column on one side.</summary>
/// <param name="Rows">All.</param>
/// <param name="Missing">Those without a value.</param>
/// <param name="Infinite">Those with an infinite number.</param>
public sealed record ColumnCounts(long Rows, long Missing, long Infinite)
{
    /// <summary>Those whose values are compared.</summary>
    public long Values => Rows - Missing - Infinite;

    /// <summary>The mean of the finite numbers; null for text and without any.</summary>
    public double? Mean { get; init; }
}

/// <summary>A test of whether two samples come from one distribution.</summary>
/// <param name="Name">As a reader would look it up: <c>Kolmogorov-Smirnov</c>, <c>χ²</c>, <c>Fisher's exact</c>.</param>
/// <param name="Statistic">D or χ²; null where the test has none.</param>
/// <param name="P">Its p-value; NaN is undefined.</param>
/// <param name="AdjustedP">Adjusted for all tests of the check by Benjamini and Hochberg.</param>
public sealed record DriftTest(string Name, double? Statistic, double P, double AdjustedP = double.NaN);

/// <summary>A column's values compared, missing ones left out.</summary>
/// <param name="Test">The test that suits the type.</param>
/// <param name="StabilityIndex">PSI, the effect that decides.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="JensenShannon">The Jensen-Shannon distance, base 2, 0 to 1.</param>
/// <param name="Wasserstein">The first Wasserstein distance in standard deviations of the reference; null for categories or without spread.</param>
/// <param name="CramersV">Cramér's V, 0 to 1; null for numbers.</param>
/// <param name="Cells">What was counted, in ascending order or the most frequent of the reference first.</param>
/// <param name="Unseen">Values that the reference does not have; null for numbers and where it cannot be told.</param>
public sealed record ValueDrift(
    DriftTest Test,
    double StabilityIndex,
    Interval Interval,
    double JensenShannon,
    double? Wasserstein,
    double? CramersV,
    ImmutableArray<DriftCell> Cells,
    UnseenValues? Unseen
);

/// <summary>A bin of numbers or a category, as shares of the rows with a value.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Label">The value, where it is one.</param>
/// <param name="From">A bin's lower edge, inclusive; null for the first.</param>
/// <param name="To">A bin's upper edge, exclusive; null for the last.</param>
/// <param name="Reference">Rows in the reference.</param>
/// <param name="Current">Rows now.</param>
public sealed record DriftCell(
    DriftCellKind Kind,
    string? Label,
    double? From,
    double? To,
    double Reference,
    double Current
);

/// <summary>What a cell holds.</summary>
public enum DriftCellKind
{
    /// <summary>Numbers of a range.</summary>
    Range,

    /// <summary>One value.</summary>
    Value,

    /// <summary>Values of the reference that are rare, or not counted one by one.</summary>
    Other,

    /// <summary>Values that the reference does not have.</summary>
    Unseen,
}

/// <summary>Values that the reference does not have.</summary>
/// <param name="Rows">Rows that hold one.</param>
/// <param name="Share">Their share of the rows with a value.</param>
/// <param name="Values">The most frequent of them.</param>
public sealed record UnseenValues(long Rows, double Share, ImmutableArray<string> Values);

/// <summary>The share of missing values, then and now.</summary>
/// <param name="Reference">Share in the reference.</param>
/// <param name="Current">Share now.</param>
/// <param name="Interval">The interval of the difference current − reference.</param>
/// <param name="Test">The test of the difference.</param>
public sealed record MissingDrift(double Reference, double Current, Interval Interval, DriftTest Test)
{
    /// <summary>Current − reference.</summary>
    public double Change => Current - Reference;
}
