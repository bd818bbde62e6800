namespace Assay.Core.Metrics;

/// <summary>
/// Pinball loss of a predicted quantile q: q · (y − p) where the truth is above, (1 − q) · (p − y) where it is below
/// (Koenker and Bassett 1978).
/// </summary>
internal static class Pinball
{
    private static readonly MetricArgument Quantile = new("q", 0, 1, 0.5);

    public static MetricDefinition Definition { get; } =
        new(
            "pinball",
            "pinball loss",
            TaskKinds.Regression,
            false,
            (scores, arguments) =>
            {
                var q = arguments[Quantile.Key]!.Value;
                return RowMean.Of(RegressionErrors.PerRow(scores, (y, p) => y >= p ? q * (y - p) : (1 - q) * (p - y)));
            }
        )
        {
            Arguments = [Quantile],
            Bounded = false,
        };
}
