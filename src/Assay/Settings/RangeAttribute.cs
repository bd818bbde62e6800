namespace Assay.Settings;

/// <summary>The numbers that a key takes; both ends belong to it unless said otherwise.</summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RangeAttribute(double minimum, double maximum = double.PositiveInfinity) : Attribute
{
    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    /// <summary>Neither end belongs to it.</summary>
    public bool Open { get; init; }
}
