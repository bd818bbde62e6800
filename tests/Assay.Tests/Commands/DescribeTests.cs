using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Assay.Commands;
using Assay.Tests.Descriptions;
using Assay.Tests.Toolkit;
using Assay.Toolkit;
using YamlDotNet.RepresentationModel;

namespace Assay.Tests.Commands;

public sealed class DescribeTests
{
    private static readonly ImmutableArray<Command> Sample = [Samples.Gate, Describe.Command];

    [Fact]
    public async Task The_generated_files_of_this_checkout_are_what_the_commands_declare()
    {
        using var job = new Job(ForgeKind.None);

        var code = await DescribeAsync(job, CommandTable.All, "--check", "--directory", Checkout.Root);

        code.ShouldBe(ExitCode.Done, job.Messages);
    }

    [Fact]
    public async Task What_was_written_is_current_and_what_was_changed_is_named_with_the_repair()
    {
        using var job = new Job(ForgeKind.None);

        (await DescribeAsync(job, Sample, "--check")).ShouldBe(ExitCode.No);
        (await DescribeAsync(job, Sample, "--write")).ShouldBe(ExitCode.Done);
        (await DescribeAsync(job, Sample, "--check")).ShouldBe(ExitCode.Done);
        File.AppendAllText(Path.Combine(job.Folder, "action.yml"), "# by hand\n");
        (await DescribeAsync(job, Sample, "--check")).ShouldBe(ExitCode.No);

        job.Messages.ShouldEndWith(
            "action.yml: error: 'action.yml' is not what the commands declare; 'assay describe --write' repairs it\n"
        );
    }

    [Fact]
    public async Task A_release_pins_its_own_image()
    {
        using var job = new Job(ForgeKind.None);

        await DescribeAsync(job, Sample, "--write", "--image", "ghcr.io/acme/assay@sha256:5be1");

        job.File("action.yml").ShouldContain("  image: docker://ghcr.io/acme/assay@sha256:5be1\n");
    }

    [Fact]
    public async Task As_json_every_command_has_its_inputs_and_outputs()
    {
        using var job = new Job(ForgeKind.None);

        await DescribeAsync(job, Sample, "--json");

        var commands = JsonNode.Parse(job.Results)!.AsArray();
        commands.Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["evaluate-gate", "describe"]);
        var write = commands.Single(c => c!["name"]!.GetValue<string>() == "describe")!["inputs"]![0]!;
        write["kind"]!.GetValue<string>().ShouldBe("Switch");
        write["variable"]!.GetValue<string>().ShouldBe("ASSAY_WRITE");
    }

    [Fact]
    public void Every_example_of_an_action_gives_it_what_it_requires_and_nothing_that_it_does_not_know()
    {
        foreach (var action in CommandTable.All.Where(c => c.IsAction))
        {
            var steps = Examples(Checkout.PathOf($"actions/{action.Name}/README.md"))
                .Where(s =>
                    ((YamlScalarNode)s["uses"]).Value!.StartsWith($"{Project.Repository}/actions/{action.Name}@")
                )
                .ToArray();

            steps.ShouldNotBeEmpty($"actions/{action.Name}/README.md shows no step that uses it");
            foreach (var step in steps)
            {
                var given = step.Children.TryGetValue("with", out var with)
                    ? ((YamlMappingNode)with).Children.Keys.Select(k => ((YamlScalarNode)k).Value!).ToImmutableHashSet()
                    : [];
                given.ShouldBeSubsetOf(action.Inputs.Select(i => i.Name));
                action.Inputs.Where(i => i.Required).Select(i => i.Name).ShouldBeSubsetOf(given);
            }
        }
    }

    private static IEnumerable<YamlMappingNode> Examples(string path)
    {
        var blocks = File.ReadAllText(path).Split("```");
        foreach (var block in blocks.Where((b, i) => i % 2 == 1 && b.StartsWith("yaml\n", StringComparison.Ordinal)))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(block["yaml\n".Length..]));
            foreach (var step in stream.Documents.SelectMany(d => d.AllNodes).OfType<YamlMappingNode>())
            {
                if (step.Children.ContainsKey("uses"))
                {
                    yield return step;
                }
            }
        }
    }

    private static async Task<ExitCode> DescribeAsync(Job job, ImmutableArray<Command> commands, params string[] args)
    {
        using var signals = new Signals();
        return await new Invocation(job.Environment, job.Output, TimeProvider.System, job.Random, signals).RunAsync(
            ["describe", .. args],
            commands
        );
    }
}
