namespace Assay.Core.Gates;

/// <summary>Names of the figures that Assay measures itself, beside the metrics of the catalogue.</summary>
public static class Figures
{
    /// <summary>Size of the model's file or folder, in bytes.</summary>
    public const string ModelSize = "model_size";

    /// <summary>99th percentile of the time that one row takes to score, in seconds.</summary>
    public const string LatencyP99 = LatencyPrefix + "p99";

    /// <summary>Median of the time that one row takes to score, in seconds.</summary>
    public const string LatencyP50 = LatencyPrefix + "p50";

    /// <summary>What the names of latencies begin with; they are in seconds.</summary>
    internal const string LatencyPrefix = "latency_";
}
