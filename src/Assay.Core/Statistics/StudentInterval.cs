using MathNet.Numerics.Distributions;

namespace Assay.Core.Statistics;

/// <summary>Intervals of a mean by Student's t.</summary>
public static class StudentInterval
{
    /// <summary>The two-sided interval of the mean of <paramref name="values"/>; null with fewer than two.</summary>
    /// <param name="values">A sample.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds? OfMean(ReadOnlySpan<double> values, double level)
    {
        if (values.Length < 2)
        {
            return null;
        }

        double mean = 0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        return Around(mean, StandardError(values), values.Length - 1, level);
    }

    /// <summary>The standard error of the mean of at least two values.</summary>
    public static double StandardError(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }

    /// <summary>The two-sided interval around a mean.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="freedom">Degrees of freedom.</param>
    /// <param name="level">Coverage, 0 to 1.</param>
    public static Bounds Around(double mean, double standardError, int freedom, double level)
    {
        var half = StudentT.InvCDF(0, 1, freedom, 1 - ((1 - level) / 2)) * standardError;
        return new Bounds(mean - half, mean + half);
    }
}
