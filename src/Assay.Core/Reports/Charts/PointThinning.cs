using System.Collections.Immutable;

namespace Assay.Core.Reports.Charts;

/// <summary>Fewer points of the same shape.</summary>
public static class PointThinning
{
    /// <summary>Points that a curve keeps.</summary>
    public const int Most = 500;

    /// <summary>
    /// At most <paramref name="most"/> of the points, the first and last among them, by largest triangles over buckets of
    /// equal size (Steinarsson 2013): of each bucket the point stays that spans the largest triangle with the last one kept
    /// and the mean of the next bucket.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">when <paramref name="most"/> is less than 3.</exception>
    public static ImmutableArray<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, int most = Most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 3);
        if (points.Count <= most)
        {
            return [.. points];
        }

        var kept = ImmutableArray.CreateBuilder<ChartPoint>(most);
        kept.Add(points[0]);
        for (var bucket = 0; bucket < most - 2; bucket++)
        {
            var next = Mean(points, Start(points.Count, most, bucket + 1), Start(points.Count, most, bucket + 2));
            kept.Add(
                Largest(
                    points,
                    Start(points.Count, most, bucket),
                    Start(points.Count, most, bucket + 1),
                    kept[^1],
                    next
                )
            );
        }

        kept.Add(points[^1]);
        return kept.MoveToImmutable();
    }

    // The first and the last point are buckets of their own.
    private static int Start(int count, int most, int bucket) =>
        bucket >= most - 2
            ? (bucket == most - 2 ? count - 1 : count)
            : 1 + (int)((long)(count - 2) * bucket / (most - 2));

    private static ChartPoint Mean(IReadOnlyList<ChartPoint> points, int start, int end)
    {
        var (x, y) = (0.0, 0.0);
        for (var i = start; i < end; i++)
        {
            x += points[i].X;
            y += points[i].Y;
        }

        return new ChartPoint(x / (end - start), y / (end - start));
    }

    private static ChartPoint Largest(IReadOnlyList<ChartPoint> points, int start, int end, ChartPoint a, ChartPoint c)
    {
        var (largest, area) = (points[start], -1.0);
        for (var i = start; i < end; i++)
        {
            var b = points[i];
            var twice = Math.Abs(((a.X - c.X) * (b.Y - a.Y)) - ((a.X - b.X) * (c.Y - a.Y)));
            if (twice > area)
            {
                (largest, area) = (b, twice);
            }
        }

        return largest;
    }
}
