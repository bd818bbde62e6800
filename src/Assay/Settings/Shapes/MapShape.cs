using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Core.Names;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>Values of one shape by names that the user chooses.</summary>
/// <param name="item">The values' shape.</param>
/// <param name="names">The form of the names.</param>
/// <param name="notEmpty">Whether there must be one.</param>
internal sealed class MapShape<T>(ValueShape item, TextAttribute names, bool notEmpty) : ValueShape
{
    private const int LongestName = 100;

    public override string Label => $"mapping from {names.Expectation.Split([':', ','])[0]} to {item.Label}";

    public override SectionShape? Section => item.Section;

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlMapping mapping || (notEmpty && mapping.Entries.IsEmpty))
        {
            return place.Expected("a mapping with at least one entry", node);
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.Length > LongestName || !TextAttribute.Fits(entry.Key, names.Pattern))
            {
                place.Wrong(
                    $"{Quoted.Value(entry.Key)} in {place.Name}: expected {names.Expectation}",
                    entry.KeyLocation
                );
            }
            else if (item.Read(entry.Value, place.Below(entry, place.Example)) is T value)
            {
                values.Add(entry.Key, value is SettingsSection section ? Named(section, entry, place) : value);
            }
        }

        return values.Count == mapping.Entries.Length ? values.ToImmutable() : null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { [names.Pattern] = item.Schema(definitions) },
            ["additionalProperties"] = false,
        };
        if (notEmpty)
        {
            schema["minProperties"] = 1;
        }

        return schema;
    }

    private static T Named(SettingsSection section, YamlEntry entry, ReadingPlace place) =>
        (T)(object)section.Named(entry.Key, place.Folder);
}
