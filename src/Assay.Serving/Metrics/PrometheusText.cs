using System.Globalization;
using System.Text;
using Assay.Core.Rollouts;

namespace Assay.Serving.Metrics;

/// <summary>Figures in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // Seconds; the finer buckets of the histogram are added up to these.
    private static readonly double[] _bounds =
    [
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
    ];

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>Begins a metric.</summary>
    public PrometheusText Metric(string name, string type, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        return this;
    }

    /// <summary>A value with labels.</summary>
    public PrometheusText Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        AppendLabels(labels);
        _text.Append(CultureInfo.InvariantCulture, $" {value}\n");
        return this;
    }

    /// <summary>The samples of a histogram of seconds.</summary>
    public PrometheusText Histogram(
        string name,
        LatencyHistogram histogram,
        params ReadOnlySpan<(string Name, string Value)> labels
    )
    {
        var (bucket, within) = (0, 0L);
        foreach (var bound in _bounds)
        {
            for (
                ;
                bucket < histogram.Counts.Length && LatencyHistogram.DurationOf(bucket).TotalSeconds <= bound;
                bucket++
            )
            {
                within += histogram.Counts[bucket];
            }

            Sample($"{name}_bucket", within, [.. labels, ("le", bound.ToString(CultureInfo.InvariantCulture))]);
        }

        Sample($"{name}_bucket", histogram.Count, [.. labels, ("le", "+Inf")]);
        Sample($"{name}_sum", histogram.TotalSeconds, labels);
        return Sample($"{name}_count", histogram.Count, labels);
    }

    /// <summary>Sends it.</summary>
    public Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(ToString(), context.RequestAborted);
    }

    private void AppendLabels(ReadOnlySpan<(string Name, string Value)> labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var value = labels[i]
                .Value.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            _text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "{" : ",")}{labels[i].Name}=\"{value}\"");
        }

        if (labels.Length > 0)
        {
            _text.Append('}');
        }
    }
}
