using System.Text.Json.Nodes;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A path in the repository, relative to the file that names it.</summary>
internal sealed class PathShape : ValueShape
{
    // The reader knows more: how many .. the file's own folder allows.
    private const string Form = @"^[^/\\~:][^\\:]*$";

    public override string Label => "path";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlScalar { Kind: not ScalarKind.Null } scalar)
        {
            return place.Expected("a path relative to this file", node);
        }

        return RepositoryPath.TryResolve(scalar.Text, place.Folder, out var path, out var expectation)
            ? path
            : place.Expected(expectation, node);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = "string", ["pattern"] = Form };
}
