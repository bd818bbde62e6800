namespace Assay.Core.Statistics;

/// <summary>Two samples' distribution functions after a step of either, and the value at which the next one comes.</summary>
/// <param name="Value">Where the step is.</param>
/// <param name="Next">Where the next step is; the same value at the last one.</param>
/// <param name="Reference">The reference's share of weight up to the value.</param>
/// <param name="Current">The current one's.</param>
internal readonly record struct DistributionSteps(double Value, double Next, double Reference, double Current)
{
    /// <summary>All steps in ascending order, of samples that are not empty.</summary>
    public static IEnumerable<DistributionSteps> Of(WeightedSample reference, WeightedSample current)
    {
        var (i, j) = (0, 0);
        var (below, belowToo) = (0.0, 0.0);
        while (i < reference.Values.Length || j < current.Values.Length)
        {
            var value = Math.Min(At(reference, i), At(current, j));
            if (i < reference.Values.Length && reference.Values[i] == value)
            {
                below += reference.Weights[i++];
            }

            if (j < current.Values.Length && current.Values[j] == value)
            {
                belowToo += current.Weights[j++];
            }

            var next = Math.Min(At(reference, i), At(current, j));
            yield return new(
                value,
                i < reference.Values.Length || j < current.Values.Length ? next : value,
                below / reference.Weight,
                belowToo / current.Weight
            );
        }
    }

    private static double At(WeightedSample sample, int index) =>
        index < sample.Values.Length ? sample.Values[index] : double.PositiveInfinity;
}
