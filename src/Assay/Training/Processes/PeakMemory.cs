using System.Globalization;

namespace Assay.Training.Processes;

/// <summary>
/// The most resident memory that a child and its descendants held. Linux counts what the starting process held at the moment
/// of the exec as the child's own peak (getrusage(2), ru_maxrss), so below that only /proc tells: it is looked at while they run.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly long _inherited = Of("self") ?? 0;
    private readonly int _leader;
    private readonly string _marker;
    private readonly Timer _timer;
    private long _seen;

    public PeakMemory(int leader, string marker)
    {
        (_leader, _marker) = (leader, marker);
        _timer = new Timer(_ => Look(), null, First, Every);
    }

    /// <summary>What the system counted where that is the child's own, else the most that was seen; null when neither is known.</summary>
    public long? Bytes(long counted) =>
        counted > _inherited ? counted
        : Interlocked.Read(ref _seen) is > 0 and var seen ? seen
        : null;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var pid in Descendants.Find(_leader, _marker).Append(_leader))
        {
            if (Of(pid.ToString(CultureInfo.InvariantCulture)) is { } peak && peak > Interlocked.Read(ref _seen))
            {
                Interlocked.Exchange(ref _seen, peak);
            }
        }
    }

    // "VmHWM:     1234 kB"; a process that has ended has no such line.
    private static long? Of(string process)
    {
        const string name = "VmHWM:";
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            var fields = line?[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return fields is [var kilobytes, ..] ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
