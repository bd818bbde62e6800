using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>
/// What a container used, as the engine tells once a second: a training of less than a second may be missed, and memory
/// that came and went between two looks is not seen. Cached files do not count as memory.
/// </summary>
internal sealed class ContainerUsage : IProgress<ContainerStatsResponse>
{
    private const double Nanoseconds = 1e9;

    /// <summary>User and system time of all its processes.</summary>
    public double? CpuSeconds { get; private set; }

    /// <summary>The largest memory seen.</summary>
    public long? PeakMemoryBytes { get; private set; }

    public void Report(ContainerStatsResponse value)
    {
        if (value.CPUStats?.CPUUsage?.TotalUsage is > 0 and var used)
        {
            CpuSeconds = used / Nanoseconds;
        }

        if (value.MemoryStats?.Usage is > 0 and var memory)
        {
            var stats = value.MemoryStats.Stats ?? new Dictionary<string, ulong>();
            var cached =
                stats.TryGetValue("total_inactive_file", out var first) ? first
                : stats.TryGetValue("inactive_file", out var second) ? second
                : 0;
            PeakMemoryBytes = Math.Max(PeakMemoryBytes ?? 0, (long)(memory - Math.Min(cached, memory)));
        }
    }
}
