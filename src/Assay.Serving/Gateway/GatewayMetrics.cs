using Assay.Core.Rollouts;
using Assay.Serving.Metrics;

namespace Assay.Serving.Gateway;

/// <summary>The gateway's figures for Prometheus. Counts begin anew with other arms, as after a restart.</summary>
internal static class GatewayMetrics
{
    private const string Requests = "assay_gateway_requests_total";
    private const string Errors = "assay_gateway_errors_total";
    private const string Refusals = "assay_gateway_refusals_total";
    private const string Keyless = "assay_gateway_keyless_total";
    private const string InFlight = "assay_gateway_in_flight";
    private const string Seconds = "assay_gateway_request_seconds";

    public static PrometheusText Write(RoutingTable table)
    {
        ArmStats[] arms = table.Canary is { } canary ? [table.Stable.Read(), canary.Read()] : [table.Stable.Read()];
        var text = new PrometheusText()
            .Metric("assay_gateway_weight_percent", "gauge", "The canary's share.")
            .Sample("assay_gateway_weight_percent", (double)table.Routing.Weight);
        Add(text, arms, Requests, "counter", "Requests that the split sent to the arm.", a => a.Requests);
        Add(text, arms, Errors, "counter", "Of these, answers of 500 and above, or none.", a => a.Errors);
        Add(text, arms, Refusals, "counter", "Of these, answers of 400 to 499.", a => a.Refusals);
        Add(text, arms, Keyless, "counter", "Of these, requests that carried no key.", a => a.Keyless);
        Add(text, arms, InFlight, "gauge", "Requests under way.", a => a.InFlight);
        text.Metric(Seconds, "histogram", "What the requests took.");
        foreach (var arm in arms)
        {
            text.Histogram(Seconds, arm.Latency, Labels(arm));
        }

        return text;
    }

    private static void Add(
        PrometheusText text,
        ArmStats[] arms,
        string name,
        string type,
        string help,
        Func<ArmStats, double> value
    )
    {
        text.Metric(name, type, help);
        foreach (var arm in arms)
        {
            text.Sample(name, value(arm), Labels(arm));
        }
    }

    private static (string Name, string Value)[] Labels(ArmStats arm) =>
        [("arm", arm.Arm == Arm.Stable ? "stable" : "canary"), ("version", arm.Version ?? "")];
}
