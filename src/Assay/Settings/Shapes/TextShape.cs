using System.Text.Json.Nodes;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A text, of one form where it has one.</summary>
/// <param name="form">The form, or null for any text that is not empty.</param>
/// <param name="anyScalar">Whether numbers and truth values are taken as they are written.</param>
internal sealed class TextShape(TextAttribute? form, bool anyScalar) : ValueShape
{
    private const int Longest = 1000;
    private const string AnyText = @"\S";

    public override string Label => "text";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlScalar { Kind: not ScalarKind.Null } scalar)
        {
            return place.Expected(form?.Expectation ?? "a text", node);
        }

        if (scalar.Kind != ScalarKind.Text && !anyScalar)
        {
            return place.Expected($"a text; put it in quotes, '{scalar.Text}', if that is what it is", node);
        }

        var fits = scalar.Text.Length <= Longest && Matches(scalar.Text);
        return fits ? scalar.Text : place.Expected(form?.Expectation ?? "a text that is not empty", node);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new()
        {
            ["type"] = anyScalar ? new JsonArray("string", "number", "boolean") : "string",
            ["pattern"] = form?.Pattern ?? AnyText,
        };

    private bool Matches(string text) =>
        !text.Any(char.IsControl) && TextAttribute.Fits(text, form?.Pattern ?? AnyText);
}
