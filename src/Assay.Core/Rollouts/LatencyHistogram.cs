using System.Collections.Immutable;

namespace Assay.Core.Rollouts;

/// <summary>
/// How long requests took, as counts in logarithmic buckets: two of them add up, and a later one less an earlier one is what
/// came between. A quantile is right to 2 %, as in Masson, Rim and Lee (2019), DDSketch.
/// </summary>
public sealed class LatencyHistogram : IEquatable<LatencyHistogram>
{
    /// <summary>The greatest relative error of a quantile from 1 µs to an hour.</summary>
    public const double RelativeError = 0.02;

    /// <summary>No request yet.</summary>
    public static readonly LatencyHistogram Empty = new([], 0);

    private const double MicrosecondsAtMost = 3.6e9;
    private const double Growth = (1 + RelativeError) / (1 - RelativeError);
    private static readonly double _perLog = 1 / Math.Log(Growth);

    private LatencyHistogram(ImmutableArray<long> counts, double seconds)
    {
        (Counts, TotalSeconds, Count) = (counts, seconds, counts.Sum());
    }

    /// <summary>How many buckets there are: the first is up to 1 µs, the last holds all from an hour on.</summary>
    public static int BucketCount { get; } = BucketOf(TimeSpan.MaxValue) + 1;

    /// <summary>Requests in each bucket, up to the last that holds one.</summary>
    public ImmutableArray<long> Counts { get; }

    /// <summary>All requests.</summary>
    public long Count { get; }

    /// <summary>What they took together.</summary>
    public double TotalSeconds { get; }

    /// <summary>From counts by bucket, as <see cref="BucketOf"/> numbers them.</summary>
    /// <exception cref="ArgumentException">when a count is negative or there are too many.</exception>
    public static LatencyHistogram Of(ReadOnlySpan<long> counts, double totalSeconds)
    {
        var length = counts.Length;
        while (length > 0 && counts[length - 1] == 0)
        {
            length--;
        }

        return length <= BucketCount && counts.IndexOfAnyExceptInRange(0, long.MaxValue) < 0
            ? new LatencyHistogram([.. counts[..length]], totalSeconds)
            : throw new ArgumentException(
                $"a histogram has at most {BucketCount} counts, none negative",
                nameof(counts)
            );
    }

    /// <summary>Of some durations.</summary>
    public static LatencyHistogram Of(IEnumerable<TimeSpan> durations)
    {
        var counts = new long[BucketCount];
        var seconds = 0.0;
        foreach (var duration in durations)
        {
            counts[BucketOf(duration)]++;
            seconds += duration.TotalSeconds;
        }

        return Of(counts, seconds);
    }

    /// <summary>The bucket of a duration: 0 up to 1 µs, each next one 4.08 % wider.</summary>
    public static int BucketOf(TimeSpan duration) =>
        duration.TotalMicroseconds <= 1
            ? 0
            : (int)Math.Ceiling(Math.Log(Math.Min(duration.TotalMicroseconds, MicrosecondsAtMost)) * _perLog);

    /// <summary>The duration that stands for a bucket: no member of it is further off than 2 %.</summary>
    public static TimeSpan DurationOf(int bucket) =>
        TimeSpan.FromMicroseconds(bucket == 0 ? 1 : 2 * Math.Pow(Growth, bucket) / (Growth + 1));

    /// <summary>The duration that a share of the requests stays within: the order statistic of rank ⌈p·n⌉.</summary>
    /// <param name="p">0 to 1.</param>
    /// <returns>null without a request.</returns>
    public TimeSpan? Quantile(double p) => AtRank(Math.Max(1, (long)Math.Ceiling(p * Count)));

    /// <summary>The duration of a rank, 1 for the quickest; null where there is no such rank.</summary>
    public TimeSpan? AtRank(long rank)
    {
        if (rank < 1)
        {
            return null;
        }

        var seen = 0L;
        for (var bucket = 0; bucket < Counts.Length; bucket++)
        {
            seen += Counts[bucket];
            if (seen >= rank)
            {
                return DurationOf(bucket);
            }
        }

        return null;
    }

    /// <summary>Both together.</summary>
    public LatencyHistogram Plus(LatencyHistogram other) => Combine(other, 1);

    /// <summary>What came since an earlier state of the same histogram.</summary>
    /// <exception cref="ArgumentException">when the other is no earlier state of it.</exception>
    public LatencyHistogram Minus(LatencyHistogram earlier) => Combine(earlier, -1);

    /// <inheritdoc />
    public bool Equals(LatencyHistogram? other) =>
        other is not null && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan()) && TotalSeconds == other.TotalSeconds;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LatencyHistogram);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Count, TotalSeconds);

    private LatencyHistogram Combine(LatencyHistogram other, int sign)
    {
        var counts = new long[Math.Max(Counts.Length, other.Counts.Length)];
        Counts.CopyTo(counts);
        for (var bucket = 0; bucket < other.Counts.Length; bucket++)
        {
            counts[bucket] += sign * other.Counts[bucket];
        }

        return Of(counts, TotalSeconds + (sign * other.TotalSeconds));
    }
}
