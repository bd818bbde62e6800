using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>
/// Top-k accuracy: the share of rows whose true class is among the k of the greatest scores, equal scores in the
/// order of their classes.
/// </summary>
internal static class TopK
{
    private static readonly MetricArgument K = new(MetricArguments.Cut, 1, 1_000_000, 5, Whole: true);

    public static MetricDefinition Definition { get; } =
        new(
            "top_k",
            "top-k accuracy",
            TaskKinds.Multiclass,
            true,
            (scores, arguments) => RowMean.Of(Hits(scores, arguments[K.Key]!.Value))
        )
        {
            Aliases = ["top_k_accuracy"],
            Arguments = [K],
        };

    private static double[] Hits(LabelledScores scores, double k)
    {
        var hits = new double[scores.Count];
        for (var row = 0; row < hits.Length; row++)
        {
            var ofRow = scores.Scores.AsSpan(row * scores.Width, scores.Width);
            var label = (int)scores.Labels[row];
            var ahead = 0;
            for (var c = 0; c < ofRow.Length; c++)
            {
                ahead += ofRow[c] > ofRow[label] || (ofRow[c] == ofRow[label] && c < label) ? 1 : 0;
            }

            hits[row] = ahead < k ? 1 : 0;
        }

        return hits;
    }
}
