using Assay.EndToEnd.Machine;
using YamlDotNet.RepresentationModel;

namespace Assay.EndToEnd.Running;

/// <summary>An <c>action.yml</c> as a runner reads it.</summary>
/// <param name="Defaults">Every declared input with its default, empty where there is none.</param>
/// <param name="Arguments">What the container's entry point is given.</param>
internal sealed record ActionManifestFile(IReadOnlyDictionary<string, string> Defaults, IReadOnlyList<string> Arguments)
{
    /// <param name="action">A folder's name in <c>actions/</c>.</param>
    public static ActionManifestFile Read(string action)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Clone.File($"actions/{action}/action.yml"));
        yaml.Load(text);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var inputs = Child(root, "inputs") as YamlMappingNode ?? [];
        var arguments = Child((YamlMappingNode)root["runs"], "args") as YamlSequenceNode ?? [];
        return new ActionManifestFile(
            inputs.Children.ToDictionary(
                input => Text(input.Key),
                input => Child((YamlMappingNode)input.Value, "default") is { } value ? Text(value) : ""
            ),
            [.. arguments.Select(Text)]
        );
    }

    private static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
