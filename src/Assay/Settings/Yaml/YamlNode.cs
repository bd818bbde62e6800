using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Settings.Yaml;

/// <summary>A value of a YAML file, with its place.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Size">Nodes in it when every alias is written out.</param>
internal abstract record YamlNode(SourceLocation Location, long Size);

/// <summary>A list.</summary>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, SourceLocation Location)
    : YamlNode(Location, 1 + Items.Sum(item => item.Size));

/// <summary>A mapping; its keys are different texts.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, SourceLocation Location)
    : YamlNode(Location, 1 + Entries.Sum(entry => 1 + entry.Value.Size));

/// <summary>One key of a mapping.</summary>
internal sealed record YamlEntry(string Key, SourceLocation KeyLocation, YamlNode Value);
