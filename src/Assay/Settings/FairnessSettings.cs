using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Settings;

/// <summary>Fairness between the groups of sensitive columns.</summary>
internal sealed record FairnessSettings : SettingsSection
{
    [Key("Columns of the validation data whose groups are compared.", Example = "[gender]")]
    [NotEmpty]
    public required ImmutableArray<string> Sensitive { get; init; } = [];

    [Key("Conditions that must all hold.", Example = "[demographic_parity_difference <= 0.1]")]
    public ImmutableArray<Condition> Require { get; init; } = [];
}
