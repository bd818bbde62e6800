namespace Assay.Core.Statistics;

/// <summary>How far apart two samples of a number are, in the number's own unit; undefined (NaN) when one is empty.</summary>
public static class SampleDistance
{
    /// <summary>
    /// The first Wasserstein distance, the area between both distribution functions: how far values have to be moved on
    /// average (Vallender 1974).
    /// </summary>
    public static double Wasserstein(WeightedSample reference, WeightedSample current) =>
        Area(reference, current, Math.Abs);

    /// <summary>
    /// The first Wasserstein distance in standard deviations (n − 1) of the reference; NaN when that has none.
    /// </summary>
    public static double NormalisedWasserstein(WeightedSample reference, WeightedSample current) =>
        reference.Variance(1) is > 0 and var variance
            ? Wasserstein(reference, current) / Math.Sqrt(variance)
            : double.NaN;

    /// <summary>The energy distance squared, 2 E|X − Y| − E|X − X′| − E|Y − Y′| (Székely and Rizzo 2013).</summary>
    public static double EnergySquared(WeightedSample reference, WeightedSample current) =>
        2 * Area(reference, current, distance => distance * distance);

    private static double Area(WeightedSample reference, WeightedSample current, Func<double, double> height)
    {
        if (reference.IsEmpty || current.IsEmpty)
        {
            return double.NaN;
        }

        double area = 0;
        foreach (var step in DistributionSteps.Of(reference, current))
        {
            var distance = height(step.Reference - step.Current);
            area += distance > 0 ? distance * (step.Next - step.Value) : 0;
        }

        return area;
    }
}
