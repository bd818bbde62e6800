using Assay.EndToEnd.Machine;
using YamlDotNet.RepresentationModel;

namespace Assay.EndToEnd.Running;

/// <summary>A step of a workflow's job, as it is written.</summary>
internal sealed record WorkflowStep(
    string? Id,
    string? If,
    string? Uses,
    string? Run,
    IReadOnlyDictionary<string, string> With,
    IReadOnlyDictionary<string, string> Env
);

/// <summary>A job of one of <c>.github/workflows/</c>, as it is written.</summary>
internal sealed record WorkflowFile(
    string? If,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<WorkflowStep> Steps
)
{
    public static WorkflowFile Job(string workflow, string job)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Clone.File($".github/workflows/{workflow}"));
        yaml.Load(text);
        var node = (YamlMappingNode)yaml.Documents[0].RootNode["jobs"][job];
        return new WorkflowFile(
            Text(node, "if"),
            Map(node, "outputs"),
            [
                .. ((YamlSequenceNode)node["steps"])
                    .Cast<YamlMappingNode>()
                    .Select(step => new WorkflowStep(
                        Text(step, "id"),
                        Text(step, "if"),
                        Text(step, "uses"),
                        Text(step, "run"),
                        Map(step, "with"),
                        Map(step, "env")
                    )),
            ]
        );
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? ((YamlScalarNode)child).Value : null;

    private static Dictionary<string, string> Map(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child)
            ? ((YamlMappingNode)child).Children.ToDictionary(
                pair => ((YamlScalarNode)pair.Key).Value!,
                pair => ((YamlScalarNode)pair.Value).Value ?? ""
            )
            : [];
}
