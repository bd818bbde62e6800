using Assay.EndToEnd.Machine;
using YamlDotNet.RepresentationModel;

namespace Assay.EndToEnd.Running;

/// <summary>An <c>action.yml</c> as a runner reads it.</summary>
/// <param name="Defaults">Every declared input with its default, empty where there is none.</param>
/// <param name="Arguments">What the container's entry point is given.</param>
internal sealed record ActionManifestFile(IReadOnlyDictionary<string, string> Defaults, IReadOnlyList<string> Arguments)
{
    /// <param name="action">A folder's name in <c>actions/</c>; empty for the suite's own at the root.</param>
    /// <param name="given">The step's <c>with:</c>, which the arguments may name.</param>
    public static ActionManifestFile Read(string action, IReadOnlyDictionary<string, string> given)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Clone.File(action.Length == 0 ? "action.yml" : $"actions/{action}/action.yml"));
        yaml.Load(text);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var inputs = Child(root, "inputs") as YamlMappingNode ?? [];
        var arguments = Child((YamlMappingNode)root["runs"], "args") as YamlSequenceNode ?? [];
        return new ActionManifestFile(
            inputs.Children.ToDictionary(
                input => Text(input.Key),
                input => Child((YamlMappingNode)input.Value, "default") is { } value ? Text(value) : ""
            ),
            [.. arguments.Select(argument => Filled(Text(argument), given))]
        );
    }

    private static string Filled(string text, IReadOnlyDictionary<string, string> given) =>
        given.Aggregate(
            text,
            (filled, input) => filled.Replace($"${{{{ inputs.{input.Key} }}}}", input.Value, StringComparison.Ordinal)
        );

    private static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
