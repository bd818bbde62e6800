namespace Assay.Core.Metrics;

/// <summary>A metric that is the weighted mean of one number a row.</summary>
internal static class RowMean
{
    /// <summary>The mean of <paramref name="values"/>; undefined for all weights when one of them is.</summary>
    public static WeightedMetric Of(double[] values) =>
        values.Any(double.IsNaN) ? static _ => double.NaN : weights => Of(values, weights);

    /// <summary>A function of the mean: the root of a mean squared error.</summary>
    public static WeightedMetric Of(double[] values, Func<double, double> then)
    {
        var mean = Of(values);
        return weights => then(mean(weights));
    }

    /// <summary>The weighted mean; NaN when all weights are 0.</summary>
    public static double Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var n = values.Length;
        weights = weights[..n];

        // Four sums side by side do not wait for one another, and add in the same order on every machine.
        double s0 = 0,
            s1 = 0,
            s2 = 0,
            s3 = 0;
        double w0 = 0,
            w1 = 0,
            w2 = 0,
            w3 = 0;
        var i = 0;
        for (; i + 3 < n; i += 4)
        {
            s0 += weights[i] * values[i];
            s1 += weights[i + 1] * values[i + 1];
            s2 += weights[i + 2] * values[i + 2];
            s3 += weights[i + 3] * values[i + 3];
            w0 += weights[i];
            w1 += weights[i + 1];
            w2 += weights[i + 2];
            w3 += weights[i + 3];
        }

        for (; i < n; i++)
        {
            s0 += weights[i] * values[i];
            w0 += weights[i];
        }

        return (s0 + s1 + (s2 + s3)) / (w0 + w1 + (w2 + w3));
    }
}
