using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Core.Runs;

/// <summary>
/// The histories of a run's metrics ↔ <c>metrics.jsonl</c>: a line a metric, its points in columns, which compress
/// better than a line a point: <c>{"name":"loss","step":[0,1],"at":[1764000000000,1000],"value":[0.7,0.6]}</c>. Times are
/// milliseconds: the first since 1970, each later one since the point before it.
/// </summary>
public static class MetricLog
{
    /// <summary>The name of the document in a run's tree.</summary>
    public const string FileName = "metrics.jsonl";

    /// <summary>All series, ordered by name, each line ending in a line feed; empty when there are none.</summary>
    public static byte[] Write(ImmutableSortedDictionary<string, MetricSeries> metrics)
    {
        using var stream = new MemoryStream();
        foreach (var (name, series) in metrics)
        {
            stream.Write(RunJson.Line(MetricLine.Of(name, series), RunJson.Default.MetricLine));
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">when a line is anything else; the message names it.</exception>
    public static ImmutableSortedDictionary<string, MetricSeries> Read(ReadOnlySpan<byte> document)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, MetricSeries>(StringComparer.Ordinal);
        var number = 0;
        while (!document.IsEmpty)
        {
            number++;
            var end = document.IndexOf((byte)'\n');
            var line = end < 0 ? document : document[..end];
            document = end < 0 ? [] : document[(end + 1)..];
            var (name, series) = ReadLine(line, number);
            if (!metrics.TryAdd(name, series))
            {
                throw new FormatException($"{FileName}:{number}: the metric '{name}' stands there twice");
            }
        }

        return metrics.ToImmutable();
    }

    private static (string Name, MetricSeries Series) ReadLine(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, RunJson.Default.MetricLine);
            return
                read is { Value.Length: > 0 }
                && read.Step.Length == read.Value.Length
                && read.At.Length == read.Value.Length
                ? (read.Name, new MetricSeries(read.Points()))
                : throw new FormatException(
                    $"{FileName}:{number}: expected as many steps and times as values, at least one"
                );
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"{FileName}:{number} is not a metric's history: {e.Message}", e);
        }
    }
}

/// <summary>One line of <c>metrics.jsonl</c>.</summary>
internal sealed record MetricLine(
    string Name,
    ImmutableArray<long> Step,
    ImmutableArray<long> At,
    ImmutableArray<double> Value
)
{
    public static MetricLine Of(string name, MetricSeries series)
    {
        var times = series.Points.Select(p => p.At.ToUnixTimeMilliseconds()).ToArray();
        return new(
            name,
            [.. series.Points.Select(p => p.Step)],
            [.. times.Select((time, i) => i == 0 ? time : time - times[i - 1])],
            [.. series.Points.Select(p => p.Value)]
        );
    }

    public IEnumerable<MetricPoint> Points()
    {
        var time = 0L;
        for (var i = 0; i < Value.Length; i++)
        {
            time += At[i];
            yield return new MetricPoint(Step[i], DateTimeOffset.FromUnixTimeMilliseconds(time), Value[i]);
        }
    }
}
