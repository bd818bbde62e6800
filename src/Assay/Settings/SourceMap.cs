using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Places of a section and its values, by property name and, for entries of lists, index.</summary>
internal sealed class SourceMap(
    SourceLocation? section,
    ImmutableDictionary<(string Property, int? Index), SourceLocation> values
)
{
    /// <summary>Of a section that was not read from a file.</summary>
    public static SourceMap None { get; } =
        new(null, ImmutableDictionary<(string Property, int? Index), SourceLocation>.Empty);

    /// <summary>The nearest known place: the entry's, the value's, the section's.</summary>
    public SourceLocation? LocationOf(string property, int? index = null) =>
        values.GetValueOrDefault((property, index)) ?? values.GetValueOrDefault((property, null)) ?? section;
}
