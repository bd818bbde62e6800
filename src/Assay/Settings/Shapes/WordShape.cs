using System.Text.Json.Nodes;
using Assay.Core.Names;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>One word of an enumeration, in kebab-case.</summary>
internal sealed class WordShape(Type enumeration) : ValueShape
{
    private readonly Enum[] _values = [.. Enum.GetValues(enumeration).Cast<Enum>()];

    public override string Label => string.Join(" \\| ", _values.Select(value => $"`{KebabCase.Of(value)}`"));

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        var text = (node as YamlScalar)?.Text;
        var words = _values.Select(KebabCase.Of).ToArray();
        var index = Array.IndexOf(words, text);
        return index >= 0
            ? _values[index]
            : (place with { Example = null }).Expected(
                $"one of {string.Join(", ", words)}",
                node,
                Nearest.Of(text, words)
            );
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["enum"] = new JsonArray([.. _values.Select(value => JsonValue.Create(KebabCase.Of(value)))]) };
}
