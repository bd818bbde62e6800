using System.Collections.Immutable;

namespace Assay.Settings;

/// <summary>Groups of rows that must not get worse.</summary>
internal sealed record SliceSettings : SettingsSection
{
    [Key("Columns of the validation data, one group a value.", Example = "[region, plan]")]
    [NotEmpty]
    public required ImmutableArray<string> By { get; init; } = [];

    [Key("A slice fails when it is proven worse by more than this.", Example = "0.02"), Range(0)]
    public double Margin { get; init; }
}
