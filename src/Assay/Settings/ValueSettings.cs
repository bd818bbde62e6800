namespace Assay.Settings;

/// <summary>What each kind of answer of a binary model is worth.</summary>
internal sealed record ValueSettings : SettingsSection
{
    [Key("A positive that was found.", Example = "40")]
    public double Tp { get; init; }

    [Key("A false alarm.", Example = "-5")]
    public double Fp { get; init; }

    [Key("A positive that was missed.", Example = "-100")]
    public double Fn { get; init; }

    [Key("A negative that was left alone.", Example = "0")]
    public double Tn { get; init; }
}
