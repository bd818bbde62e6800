using System.Collections.Immutable;
using Assay.Descriptions;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using YamlDotNet.RepresentationModel;

namespace Assay.Tests.Descriptions;

public sealed class GitLabTemplateTests
{
    [Fact]
    public void What_a_user_gives_the_template_is_what_the_command_reads()
    {
        var reader = Include(Samples.Gate, ("model", "churn"), ("force", "true"), ("artifact", "a\nb"));

        reader.Get(Samples.Model).ShouldBe("churn");
        reader.Get(Input.Switch("force", "")).ShouldBeTrue();
        reader.Get(Input.List("artifact", "")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void What_a_user_leaves_out_is_not_given() =>
        Include(Samples.Gate, ("model", "churn")).IsGiven(Samples.Against).ShouldBeFalse();

    [Fact]
    public void What_the_command_requires_the_template_requires()
    {
        var inputs = (YamlMappingNode)Read(Samples.Gate)[0]["spec"]["inputs"];

        ((YamlMappingNode)inputs["model"]).Children.ContainsKey("default").ShouldBeFalse();
        ((YamlMappingNode)inputs["force"])["options"].ShouldBe(new YamlSequenceNode("", "true", "false"));
        ((YamlMappingNode)inputs["bump"])["options"].ShouldBe(new YamlSequenceNode("", "patch", "minor"));
    }

    [Fact]
    public void An_input_of_the_command_never_meets_one_of_the_job()
    {
        var inputs = (YamlMappingNode)Read(Samples.Promote)[0]["spec"]["inputs"];

        inputs.Children.Keys.ShouldBe(["job-name", "job-stage", "job-image", "assay-version", "model", "stage"]);
    }

    [Fact]
    public void The_job_reports_what_the_runner_writes()
    {
        var job = (YamlMappingNode)Read(Samples.Gate)[1]["$[[ inputs.job-name ]]"];

        job["script"].ShouldBe(new YamlSequenceNode("assay evaluate-gate"));
        job["artifacts"]["when"].ShouldBe(new YamlScalarNode("always"));
        job["artifacts"]["reports"]["dotenv"].ShouldBe(new YamlScalarNode("assay.env"));
    }

    // As GitLab does: inputs are put into the second document, then variables become the job's environment.
    private static InputReader Include(Command command, params (string Name, string Value)[] given)
    {
        var documents = Read(command);
        var inputs = (YamlMappingNode)documents[0]["spec"]["inputs"];
        var job = (YamlMappingNode)documents[1]["$[[ inputs.job-name ]]"];
        var variables = ((YamlMappingNode)job["variables"]).Children.ToImmutableDictionary(
            v => ((YamlScalarNode)v.Key).Value!,
            v => Value(((YamlScalarNode)v.Value).Value!)
        );
        return InputReader.Read(
            command.Inputs,
            CommandLineValues.None,
            new RunnerEnvironment { WorkingDirectory = "/", Variables = variables.Add("GITLAB_CI", "true") }
        );

        string Value(string interpolation)
        {
            var name = interpolation["$[[ inputs.".Length..^" ]]".Length];
            var declared = (YamlMappingNode)inputs[name];
            return given.FirstOrDefault(g => g.Name == name).Value ?? ((YamlScalarNode)declared["default"]).Value!;
        }
    }

    private static YamlNode[] Read(Command command)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(GitLabTemplate.Of(command).Text(null)));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }
}
