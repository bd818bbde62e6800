using System.Text.Json.Nodes;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>The word <c>requests</c>, or a path.</summary>
internal sealed class DriftSourceShape : ValueShape
{
    private static readonly PathShape Path = new();

    public override string Label => "`requests`, or path";

    public override object? Read(YamlNode node, ReadingPlace place) =>
        node is YamlScalar { Text: DriftSettings.Requests } ? new DriftSource(null)
        : Path.Read(node, place) is RepositoryPath path ? new DriftSource(path)
        : null;

    public override JsonObject Schema(SchemaDefinitions definitions) => Path.Schema(definitions);
}
