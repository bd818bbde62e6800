namespace ChurnTraining;

/// <summary>A few figures of the holdout rows, for the log; the gate computes its own.</summary>
internal sealed record Figures(double RocAuc, double LogLoss, double Accuracy)
{
    internal static Figures Of(bool[] labels, double[] probabilities)
    {
        var order = Enumerable.Range(0, labels.Length).OrderBy(i => probabilities[i]).ToArray();
        var (rankSum, positives) = (0.0, labels.Count(l => l));
        for (var start = 0; start < order.Length; )
        {
            var end = start;
            while (end < order.Length && probabilities[order[end]] == probabilities[order[start]])
            {
                end++;
            }

            rankSum += (start + end + 1) / 2.0 * order[start..end].Count(i => labels[i]);
            start = end;
        }

        var pairs = (double)positives * (labels.Length - positives);
        return new Figures(
            (rankSum - (positives * (positives + 1) / 2.0)) / pairs,
            -labels.Zip(probabilities, (l, p) => Math.Log(Math.Max(l ? p : 1 - p, 1e-15))).Average(),
            labels.Zip(probabilities, (l, p) => l == p >= 0.5 ? 1.0 : 0.0).Average()
        );
    }
}
