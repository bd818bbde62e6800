using System.Globalization;
using Assay.Core.Serving;
using Assay.Serving.Metrics;

namespace Assay.Serving.Server;

/// <summary>What the server counts of its requests.</summary>
internal sealed class ServerMetrics(ServedModel model, DateTimeOffset started)
{
    private const int Codes = 600;
    private readonly long[] _byCode = new long[Codes];
    private readonly LatencyCounter _latency = new();
    private long _rows;

    /// <summary>A request for predictions was answered.</summary>
    public void Answered(int status, TimeSpan took, int rows)
    {
        Interlocked.Increment(ref _byCode[Math.Clamp(status, 0, Codes - 1)]);
        Interlocked.Add(ref _rows, rows);
        _latency.Add(took);
    }

    public PrometheusText Write(int inFlight, int waiting, long batches)
    {
        var text = new PrometheusText()
            .Metric("assay_model_info", "gauge", "The model that is served.")
            .Sample(
                "assay_model_info",
                1,
                ("model", model.Name),
                ("version", model.Version),
                ("run", model.Run.ToString())
            )
            .Metric("assay_requests_total", "counter", "Requests for predictions that were answered.");
        for (var code = 0; code < Codes; code++)
        {
            if (Interlocked.Read(ref _byCode[code]) is > 0 and var count)
            {
                text.Sample("assay_requests_total", count, ("code", code.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return text.Metric(
                "assay_request_seconds",
                "histogram",
                "What they took, from the request's head to its answer."
            )
            .Histogram("assay_request_seconds", _latency.Read())
            .Metric("assay_rows_total", "counter", "Rows that were predicted.")
            .Sample("assay_rows_total", Interlocked.Read(ref _rows))
            .Metric("assay_batches_total", "counter", "Runs of the model; several requests may share one.")
            .Sample("assay_batches_total", batches)
            .Metric("assay_requests_in_flight", "gauge", "Requests under way.")
            .Sample("assay_requests_in_flight", inFlight)
            .Metric("assay_requests_waiting", "gauge", "Requests that wait for the model.")
            .Sample("assay_requests_waiting", waiting)
            .Metric("process_resident_memory_bytes", "gauge", "Resident memory.")
            .Sample("process_resident_memory_bytes", Environment.WorkingSet)
            .Metric("process_start_time_seconds", "gauge", "When the server started.")
            .Sample("process_start_time_seconds", started.ToUnixTimeMilliseconds() / 1000.0);
    }
}
