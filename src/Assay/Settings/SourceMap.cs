using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Places of a section and its values, by property name and, for entries of lists, index.</summary>
/// <param name="section">The place of the key that introduces the section.</param>
/// <param name="values">The places of what was written.</param>
/// <param name="failed">Properties whose value was wrong or missing, of which a message has been written.</param>
internal sealed class SourceMap(
    SourceLocation? section,
    ImmutableDictionary<(string Property, int? Index), SourceLocation> values,
    ImmutableHashSet<string> failed
)
{
    /// <summary>Of a section that was not read from a file.</summary>
    public static SourceMap None { get; } =
        new(null, ImmutableDictionary<(string Property, int? Index), SourceLocation>.Empty, []);

    /// <summary>The place of the key that introduces the section, or null.</summary>
    public SourceLocation? Section => section;

    /// <summary>The nearest known place: the entry's, the value's, the section's.</summary>
    public SourceLocation? LocationOf(string property, int? index = null) =>
        values.GetValueOrDefault((property, index)) ?? values.GetValueOrDefault((property, null)) ?? section;

    /// <summary>Whether a property's key was written, rightly or wrongly.</summary>
    public bool IsWritten(string property) => values.ContainsKey((property, null));

    /// <summary>Whether a message about a property has been written already.</summary>
    public bool HasFailed(string property) => failed.Contains(property);
}
