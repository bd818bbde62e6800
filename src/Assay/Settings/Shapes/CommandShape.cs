using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Core.Names;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A shell line, or a list of arguments.</summary>
/// <param name="placeholders">Names that it must hold in braces.</param>
internal sealed class CommandShape(IReadOnlyList<string> placeholders) : ValueShape
{
    public override string Label => "shell line, or list of arguments";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        var command = node switch
        {
            YamlScalar { Kind: ScalarKind.Text } line when !string.IsNullOrWhiteSpace(line.Text) => UserCommand.OfShell(
                line.Text
            ),
            YamlSequence { Items.Length: > 0 } list when list.Items.All(IsArgument) => UserCommand.OfArguments([
                .. list.Items.Cast<YamlScalar>().Select(item => item.Text),
            ]),
            _ => null,
        };
        if (command is null)
        {
            var quote = node is YamlScalar { Kind: not (ScalarKind.Null or ScalarKind.Text) } scalar
                ? $"; put it in quotes, '{scalar.Text}', if that is what it is"
                : "";
            return place.Expected($"a shell line, or a list of arguments{quote}", node);
        }

        if (command.ToString().Contains('\0', StringComparison.Ordinal))
        {
            return place.Expected("a command without NUL, which no program can be given", node);
        }

        var missing = placeholders
            .Select(name => $"{{{name}}}")
            .Where(name => !command.ToString().Contains(name, StringComparison.Ordinal))
            .ToImmutableArray();
        return missing.IsEmpty
            ? command
            : place.Wrong(
                $"{Quoted.Value(command.ToString())} in {place.Name} lacks {string.Join(" and ", missing)}; write it, for example {place.Example}",
                node.Location
            );
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var line = new JsonObject { ["type"] = "string", ["pattern"] = @"\S" };
        if (placeholders.Count > 0)
        {
            line["allOf"] = new JsonArray([
                .. placeholders.Select(name => new JsonObject { ["pattern"] = $@"\{{{name}\}}" }),
            ]);
        }

        var arguments = new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        };
        return new JsonObject { ["anyOf"] = new JsonArray(line, arguments) };
    }

    private static bool IsArgument(YamlNode node) => node is YamlScalar { Kind: not ScalarKind.Null };
}
