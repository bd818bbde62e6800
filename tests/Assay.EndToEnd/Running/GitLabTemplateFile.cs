using Assay.EndToEnd.Machine;
using YamlDotNet.RepresentationModel;

namespace Assay.EndToEnd.Running;

/// <summary>One of <c>workflows-templates/gitlab/</c> as GitLab reads it when it is included with inputs.</summary>
/// <param name="Variables">The job's <c>variables:</c>.</param>
/// <param name="Script">The lines of <c>before_script</c> and <c>script</c>.</param>
/// <param name="Reports">Files by the kind of their <c>artifacts:reports</c>.</param>
internal sealed record GitLabTemplateFile(
    IReadOnlyDictionary<string, string> Variables,
    IReadOnlyList<string> Script,
    IReadOnlyDictionary<string, string> Reports
)
{
    /// <param name="action">The template's name without ".yml".</param>
    /// <param name="inputs">The include's <c>inputs:</c>.</param>
    public static GitLabTemplateFile Read(string action, IReadOnlyDictionary<string, string> inputs)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Clone.File($"workflows-templates/gitlab/{action}.yml"));
        yaml.Load(text);
        var declared = (YamlMappingNode)yaml.Documents[0].RootNode["spec"]["inputs"];
        var values = declared.Children.ToDictionary(
            input => Text(input.Key),
            input => inputs.GetValueOrDefault(Text(input.Key)) ?? Text(((YamlMappingNode)input.Value)["default"])
        );
        inputs.Keys.Except(values.Keys).ShouldBeEmpty("GitLab refuses an input that is not declared");
        var job = (YamlMappingNode)((YamlMappingNode)yaml.Documents[1].RootNode).Children.Single().Value;
        return new GitLabTemplateFile(
            Map(job["variables"]),
            [.. Lines("before_script"), .. Lines("script")],
            Map(job["artifacts"]["reports"])
        );

        Dictionary<string, string> Map(YamlNode node) =>
            ((YamlMappingNode)node).Children.ToDictionary(pair => Text(pair.Key), pair => Filled(Text(pair.Value)));

        IEnumerable<string> Lines(string key) => ((YamlSequenceNode)job[key]).Select(line => Filled(Text(line)));

        string Filled(string scalar) =>
            values.Aggregate(
                scalar,
                (filled, input) => filled.Replace($"$[[ inputs.{input.Key} ]]", input.Value, StringComparison.Ordinal)
            );
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
