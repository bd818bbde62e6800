namespace Assay.Settings;

/// <summary>How much disturbed inputs may cost.</summary>
internal sealed record RobustnessSettings : SettingsSection
{
    [Key("Noise added to numbers, as a share of each column's standard deviation.", Example = "0.05"), Range(0, 1)]
    public double Noise { get; init; }

    [Key("Share of cells that are emptied.", Example = "0.1"), Range(0, 1)]
    public double Missing { get; init; }

    [Key("Largest drop of the primary metric that is let through.", Example = "0.02"), Range(0)]
    public required double MaxDrop { get; init; }
}
