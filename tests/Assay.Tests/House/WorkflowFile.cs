using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Assay.Tests.House;

/// <summary>A workflow of this clone as it is written.</summary>
internal sealed record WorkflowFile(SourceFile File, YamlMappingNode Root)
{
    /// <summary>Those that users' workflows call.</summary>
    public static ImmutableArray<WorkflowFile> Reusable { get; } =
    [
        .. In(".github/workflows")
            .Where(w => Find(w.Root, "on") is YamlMappingNode on && Find(on, "workflow_call") is not null),
    ];

    /// <summary>Those that users copy.</summary>
    public static ImmutableArray<WorkflowFile> Starters { get; } = [.. In("workflows-templates/github")];

    /// <summary>The jobs by name.</summary>
    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs =>
        ((YamlMappingNode)Root["jobs"]).Children.Select(j =>
            (((YamlScalarNode)j.Key).Value!, (YamlMappingNode)j.Value)
        );

    /// <summary>The steps of all jobs.</summary>
    public IEnumerable<YamlMappingNode> Steps =>
        Jobs.SelectMany(j => ((YamlSequenceNode?)Find(j.Job, "steps"))?.Children ?? []).Cast<YamlMappingNode>();

    /// <summary>What a mapping of permissions grants; null where there is none.</summary>
    public static ImmutableSortedDictionary<string, string>? Permissions(YamlMappingNode node) =>
        (Find(node, "permissions") as YamlMappingNode)?.Children.ToImmutableSortedDictionary(
            p => ((YamlScalarNode)p.Key).Value!,
            p => ((YamlScalarNode)p.Value).Value!
        );

    public static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    public static string? Text(YamlMappingNode node, string key) => (Find(node, key) as YamlScalarNode)?.Value;

    public override string ToString() => File.Path;

    private static IEnumerable<WorkflowFile> In(string folder) =>
        SourceFile
            .Yaml(folder)
            .Select(file =>
            {
                var yaml = new YamlStream();
                yaml.Load(new StringReader(file.Text));
                return new WorkflowFile(file, (YamlMappingNode)yaml.Documents[0].RootNode);
            });
}
