using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A list of values of one shape.</summary>
/// <param name="item">Their shape.</param>
/// <param name="notEmpty">Whether there must be one.</param>
internal sealed class ListShape<T>(ValueShape item, bool notEmpty) : ValueShape
{
    public override string Label => $"list: {item.Label}";

    public override SectionShape? Section => item.Section;

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlSequence sequence || (notEmpty && sequence.Items.IsEmpty))
        {
            return place.Expected(notEmpty ? "a list with at least one entry" : "a list", node);
        }

        var values = ImmutableArray.CreateBuilder<T>(sequence.Items.Length);
        foreach (var entry in sequence.Items)
        {
            if (item.Read(entry, place) is T value)
            {
                values.Add(value);
            }
        }

        return values.Count == sequence.Items.Length ? values.MoveToImmutable() : null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(definitions) };
        if (notEmpty)
        {
            schema["minItems"] = 1;
        }

        return schema;
    }
}
