using Assay.Descriptions;
using CsCheck;
using YamlDotNet.RepresentationModel;

namespace Assay.Tests.Descriptions;

public sealed class ActionManifestTests
{
    [Fact]
    public void An_action_runs_its_command_in_the_image_and_passes_inputs_as_variables()
    {
        ActionManifest
            .Of(Samples.Promote, "../../Dockerfile")
            .ShouldBe(
                """
                # Generated from src/Assay/Commands by 'assay describe --write'.
                name: Assay promote
                description: Moves a stage
                branding: { icon: activity, color: purple }
                inputs:
                  model:
                    description: 'The model: its name, ''as declared'' # here'
                    required: true
                  stage:
                    description: The stage
                    required: true
                runs:
                  using: docker
                  image: ../../Dockerfile
                  args: [promote]

                """
            );
    }

    [Fact]
    public void A_default_is_told_but_not_passed_so_that_assay_yml_is_not_hidden()
    {
        var inputs = Map(Read(ActionManifest.Of(Samples.Gate, "Dockerfile")), "inputs");

        inputs.Children.Values.Cast<YamlMappingNode>().ShouldAllBe(i => !i.Children.ContainsKey("default"));
        Text(Map(inputs, "max-regression"), "description").ShouldEndWith("(default: gate.against in assay.yml)");
        Text(Map(inputs, "bump"), "description").ShouldBe("What to raise; one of patch, minor (default: minor)");
        Text(Map(inputs, "force"), "description").ShouldBe("Judge again; true or false");
        Text(Map(inputs, "artifact"), "description").ShouldBe("Files; one a line");
    }

    [Fact]
    public void The_suite_takes_the_command_and_the_inputs_of_all_and_says_whose_they_are()
    {
        var suite = Read(ActionManifest.OfSuite([Samples.Gate, Samples.Promote], "Dockerfile"));
        var inputs = Map(suite, "inputs");

        Text(Map(inputs, "command"), "description").ShouldBe("What to do: evaluate-gate, promote");
        Text(Map(inputs, "model"), "required").ShouldBe("true");
        Text(Map(inputs, "stage"), "description").ShouldBe("promote: The stage");
        Map(inputs, "stage").Children.ContainsKey("required").ShouldBeFalse();
        Map(suite, "outputs").Children.Keys.ShouldBe(["verdict"]);
        Map(suite, "runs").Children["args"].ShouldBe(new YamlSequenceNode("${{ inputs.command }}"));
    }

    [Fact]
    public void Any_text_is_the_same_text_in_yaml() =>
        Gen.String[Gen.Char[" abcy:#'\"{}[],&*!|>%@`-?\\~0159.\u00fc"], 0, 12]
            .Sample(text => Text(Read($"key: {Yaml.Scalar(text)}\n"), "key").ShouldBe(text), iter: 5000);

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("0.1.0")]
    [InlineData("1e5")]
    [InlineData("0x1F")]
    [InlineData("No")]
    public void A_text_that_looks_like_something_else_is_quoted(string text) => Yaml.Scalar(text).ShouldBe($"'{text}'");

    private static YamlMappingNode Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node.Children[key];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[key]).Value!;
}
