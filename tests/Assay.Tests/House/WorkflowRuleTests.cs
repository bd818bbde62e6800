using System.Collections.Immutable;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Assay.Tests.House;

/// <summary>What the workflows that users call and copy may do.</summary>
public sealed class WorkflowRuleTests
{
    [Fact]
    public void No_expression_stands_in_a_script_where_a_branchs_name_could_become_a_command() =>
        WorkflowFile
            .Reusable.Concat(WorkflowFile.Starters)
            .SelectMany(file => file.Steps.Select(step => (file, Run: WorkflowFile.Text(step, "run") ?? "")))
            .Where(found => found.Run.Contains("${{", StringComparison.Ordinal))
            .Select(found => $"{found.file}: {found.Run}")
            .ShouldBeNone("Hand the value on in env, and quote the variable.");

    [Fact]
    public void Every_job_says_its_permissions_and_a_workflow_that_is_called_has_none_besides() =>
        WorkflowFile
            .Reusable.SelectMany(file =>
                file.Jobs.Where(j => WorkflowFile.Permissions(j.Job) is null && UsesTheToken(j.Job))
                    .Select(j => $"{file}: {j.Name}")
                    .Concat(
                        WorkflowFile.Permissions(file.Root) is { IsEmpty: true } ? [] : [$"{file}: permissions: {{}}"]
                    )
            )
            .ShouldBeNone("Name what the job needs, and no more.");

    [Fact]
    public void A_job_that_trains_what_a_pull_request_proposes_holds_a_token_that_can_only_read()
    {
        var (_, train) = Called("model-pr.yml").Jobs.Single(j => j.Name == "train");

        WorkflowFile.Permissions(train)!.ShouldBe(Granted(("contents", "read")));
        var steps = ((YamlSequenceNode)train["steps"]).Cast<YamlMappingNode>();
        var checkout = steps.Single(s =>
            WorkflowFile.Text(s, "uses")?.StartsWith("actions/checkout", StringComparison.Ordinal) == true
        );
        WorkflowFile.Text((YamlMappingNode)checkout["with"], "persist-credentials").ShouldBe("false");
        foreach (var workflow in (string[])["model-pr.yml", "model-fork-pr.yml"])
        {
            Called(workflow)
                .Jobs.Where(j => WorkflowFile.Permissions(j.Job)!.ContainsValue("write"))
                .SelectMany(j => ((YamlSequenceNode)j.Job["steps"]).Cast<YamlMappingNode>())
                .Select(s => WorkflowFile.Text(s, "run") ?? "")
                .ShouldAllBe(run => !run.Contains("assay train", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_starter_grants_what_the_workflow_that_it_calls_asks_for_and_no_more()
    {
        WorkflowFile.Starters.Length.ShouldBe(8);
        foreach (var starter in WorkflowFile.Starters)
        {
            var (_, job) = starter.Jobs.ShouldHaveSingleItem();
            var called = Called(WorkflowFile.Text(job, "uses")!.Split('/', '@')[^2]);
            var asked = called
                .Jobs.SelectMany(j => WorkflowFile.Permissions(j.Job) ?? Granted())
                .GroupBy(p => p.Key)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Max(p => p.Value)!);
            WorkflowFile.Permissions(starter.Root)!.ShouldBe(asked, starter.ToString());
        }
    }

    [Fact]
    public void A_starter_gives_only_inputs_that_the_workflow_has_and_all_that_it_needs()
    {
        foreach (var starter in WorkflowFile.Starters)
        {
            var (_, job) = starter.Jobs.Single();
            var given = Keys(WorkflowFile.Find(job, "with"));
            var call =
                Called(WorkflowFile.Text(job, "uses")!.Split('/', '@')[^2]).Root["on"]["workflow_call"]
                as YamlMappingNode;
            var inputs = call is null ? null : WorkflowFile.Find(call, "inputs") as YamlMappingNode;
            given.ShouldBeSubsetOf(Keys(inputs), starter.ToString());
            Keys(inputs)
                .Where(key => WorkflowFile.Text((YamlMappingNode)inputs![key], "required") == "true")
                .ShouldBeSubsetOf(given, starter.ToString());
        }
    }

    [Fact]
    public void A_starter_is_short_and_has_the_properties_that_GitHub_shows()
    {
        foreach (var starter in WorkflowFile.Starters)
        {
            starter.File.Lines.Count().ShouldBeLessThanOrEqualTo(23, starter.ToString());
            using var properties = JsonDocument.Parse(
                SourceFile.At(Path.ChangeExtension(starter.File.Path, ".properties.json")).Text
            );
            foreach (var key in (string[])["name", "description", "iconName"])
            {
                properties.RootElement.GetProperty(key).GetString().ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void The_read_me_tells_of_every_job_which_token_it_sees()
    {
        var readMe = SourceFile.At("README.md").Text;
        foreach (var file in WorkflowFile.Reusable)
        {
            readMe.ShouldContain($"`{file.File.Name}`");
            foreach (var permission in file.Jobs.SelectMany(j => WorkflowFile.Permissions(j.Job) ?? Granted()))
            {
                readMe.ShouldContain($"`{permission.Key}: {permission.Value}`");
            }
        }
    }

    [Fact]
    public void What_is_ours_is_called_by_the_one_name_that_the_project_has()
    {
        string[] used =
        [
            .. WorkflowFile
                .Reusable.Concat(WorkflowFile.Starters)
                .SelectMany(file => file.Steps.Concat(file.Jobs.Select(j => j.Job)))
                .Select(node => WorkflowFile.Text(node, "uses"))
                .OfType<string>()
                .Where(uses => !uses.StartsWith("actions/", StringComparison.Ordinal)),
        ];
        used.Length.ShouldBeGreaterThan(20);
        used.ShouldAllBe(uses => uses.StartsWith($"{Project.Repository}/", StringComparison.Ordinal));
        used.ShouldAllBe(uses => uses.EndsWith("@v1", StringComparison.Ordinal));
    }

    [Fact]
    public void Promotions_and_rollbacks_are_in_no_group_that_would_drop_one()
    {
        foreach (var name in (string[])["model-promote", "model-rollback"])
        {
            WorkflowFile.Find(Called($"{name}.yml").Root, "concurrency").ShouldBeNull();
            var starter = WorkflowFile.Starters.Single(s => s.File.Name == name);
            WorkflowFile.Find(starter.Root, "concurrency").ShouldBeNull();
        }
    }

    private static WorkflowFile Called(string name) =>
        WorkflowFile.Reusable.Single(w => w.File.Path.EndsWith($"/{name}", StringComparison.Ordinal));

    private static bool UsesTheToken(YamlMappingNode job) =>
        WorkflowFile.Find(job, "uses") is not null
        || ((YamlSequenceNode)job["steps"])
            .Cast<YamlMappingNode>()
            .Any(s =>
                WorkflowFile.Text(s, "uses")?.StartsWith("actions/download-artifact", StringComparison.Ordinal) != true
                && WorkflowFile.Text(s, "uses") is not null
            );

    private static string[] Keys(YamlNode? node) =>
        [.. (node as YamlMappingNode)?.Children.Keys.Select(k => ((YamlScalarNode)k).Value!) ?? []];

    private static ImmutableSortedDictionary<string, string> Granted(params (string Key, string Value)[] permissions) =>
        permissions.ToImmutableSortedDictionary(p => p.Key, p => p.Value);
}
