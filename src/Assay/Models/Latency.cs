namespace Assay.Models;

/// <summary>How long a model takes for a single row, measured in this process after a warm-up.</summary>
/// <param name="P50">Median, in seconds.</param>
/// <param name="P99">99th percentile, in seconds.</param>
internal sealed record Latency(double P50, double P99)
{
    /// <summary>By nearest rank.</summary>
    internal static Latency Of(List<double> seconds)
    {
        seconds.Sort();
        return new Latency(Rank(0.5), Rank(0.99));

        double Rank(double share) => seconds[(int)Math.Ceiling(share * seconds.Count) - 1];
    }
}
