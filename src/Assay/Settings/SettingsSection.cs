using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>A mapping of assay.yml. Equality looks at the values, not at where they were written.</summary>
internal abstract record SettingsSection
{
    /// <summary>Where its values were written.</summary>
    public SourceMap Source { get; init; } = SourceMap.None;

    /// <summary>
    /// Where a property's value was written, for a later check that must complain of it: the entry
    /// <paramref name="index"/> of a list, or the section itself when the key was left out.
    /// </summary>
    public SourceLocation? LocationOf(string property, int? index = null) => Source.LocationOf(property, index);

    public virtual bool Equals(SettingsSection? other) =>
        other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
