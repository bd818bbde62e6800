using System.Collections.Immutable;

namespace Assay.Core.Runs;

/// <summary>One value of a metric.</summary>
/// <param name="Step">The caller's step; 0 when it counts none.</param>
/// <param name="At">When it was logged.</param>
/// <param name="Value">Any double, NaN and the infinities included.</param>
public readonly record struct MetricPoint(long Step, DateTimeOffset At, double Value);

/// <summary>A metric's history in a run, never empty, ordered by step, then time.</summary>
public sealed record MetricSeries
{
    /// <summary>Orders the points.</summary>
    /// <exception cref="ArgumentException">when there are none.</exception>
    public MetricSeries(IEnumerable<MetricPoint> points)
    {
        Points = [.. points.OrderBy(p => p.Step).ThenBy(p => p.At)];
        if (Points.IsEmpty)
        {
            throw new ArgumentException("a series has at least one point", nameof(points));
        }
    }

    /// <summary>The points, ordered by step, then time.</summary>
    public ImmutableArray<MetricPoint> Points { get; }

    /// <summary>The value that stands for the whole: that of the greatest step and latest time.</summary>
    public double Last => Points[^1].Value;

    /// <inheritdoc />
    public bool Equals(MetricSeries? other) => other is not null && Points.SequenceEqual(other.Points);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Points.Length, Points[0], Points[^1]);
}
