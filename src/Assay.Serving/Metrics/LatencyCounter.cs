using Assay.Core.Rollouts;

namespace Assay.Serving.Metrics;

/// <summary>Counts durations from many threads; <see cref="LatencyHistogram"/> is what it counted so far.</summary>
internal sealed class LatencyCounter
{
    private readonly long[] _counts = new long[LatencyHistogram.BucketCount];
    private long _ticks;

    public void Add(TimeSpan duration)
    {
        Interlocked.Increment(ref _counts[LatencyHistogram.BucketOf(duration)]);
        Interlocked.Add(ref _ticks, duration.Ticks);
    }

    public LatencyHistogram Read() =>
        LatencyHistogram.Of(_counts, TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds);
}
