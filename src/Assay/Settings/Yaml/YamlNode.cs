using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Settings.Yaml;

/// <summary>A value of a YAML file, with its place.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Size">Nodes in it when every alias is written out.</param>
internal abstract record YamlNode(SourceLocation Location, long Size)
{
    /// <summary>More nodes than any honest file holds; of larger trees no node knows by how much.</summary>
    public const long TooMany = 20_000;

    /// <summary>Nodes of parts of this many in all.</summary>
    protected static long Bounded(long size) => Math.Min(size, TooMany);
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, SourceLocation Location)
    : YamlNode(Location, Bounded(1 + Items.Sum(item => item.Size)));

/// <summary>A mapping; its keys are different texts.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, SourceLocation Location)
    : YamlNode(Location, Bounded(1 + Entries.Sum(entry => 1 + entry.Value.Size)));

/// <summary>One key of a mapping.</summary>
internal sealed record YamlEntry(string Key, SourceLocation KeyLocation, YamlNode Value);
