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

    /// <summary>What is wrong between its values, each of which is right for itself or has been complained of.</summary>
    /// <param name="path">Its keys from the root, as messages name it.</param>
    public virtual IEnumerable<Problem> Check(string path) => [];

    /// <summary>The section as an entry of a mapping.</summary>
    /// <param name="name">Its key there.</param>
    /// <param name="folder">The file's folder, from the repository's root.</param>
    public virtual SettingsSection Named(string name, string folder) => this;

    public virtual bool Equals(SettingsSection? other) =>
        other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>A problem at a property's place.</summary>
    public Problem ProblemAt(string property, string message, int? index = null) =>
        new(message, LocationOf(property, index));
}
