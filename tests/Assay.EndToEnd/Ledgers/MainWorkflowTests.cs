using System.Text.Json;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Ledgers;

/// <summary>What a push to main does: the models that it touches are trained, judged and registered.</summary>
public sealed class MainWorkflowTests(GitServer server)
{
    [Fact]
    public async Task A_model_that_passes_becomes_a_version_and_is_told_to_the_workflow_that_called()
    {
        using var team = await Team.MakeAsync(server);
        var first = await PushedAsync(team, """{ "roc_auc": 0.9 }""");

        await AllAsync(first);

        first.Output("versions", "count").ShouldBe("1");
        using var versions = JsonDocument.Parse(first.Output("versions", "versions"));
        var version = versions.RootElement.GetProperty("include").EnumerateArray().ShouldHaveSingleItem();
        version.GetProperty("model").GetString().ShouldBe("churn");
        version.GetProperty("version").GetString().ShouldBe("v1.0.0");
        (await team.RemoteRefsAsync("refs/tags/")).ShouldBe(["refs/tags/churn@v1.0.0"]);
    }

    [Fact]
    public async Task A_model_that_fails_its_gate_becomes_none()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await PushedAsync(team, """{ "roc_auc": 0.9 }""", loosened: "require: [log_loss <= 0.01]");

        (await workflow.RunAsync("plan")).Succeeded.ShouldBeTrue();
        (await workflow.RunAsync("train")).Succeeded.ShouldBeTrue();
        var register = await workflow.RunAsync("register");
        var versions = await workflow.RunAsync("versions");

        register.Succeeded.ShouldBeFalse();
        versions.Succeeded.ShouldBeTrue(versions.Log);
        workflow.Output("versions", "count").ShouldBe("0");
        workflow.Output("versions", "versions").ShouldBe("{\"include\":[]}");
        (await team.RemoteRefsAsync("refs/tags/")).ShouldBeEmpty();
    }

    private static async Task AllAsync(PullRequestWorkflow workflow)
    {
        foreach (var job in (string[])["plan", "train", "register", "versions"])
        {
            var (succeeded, log) = await workflow.RunAsync(job);
            succeeded.ShouldBeTrue($"{job}: {log}");
        }
    }

    private static async Task<PullRequestWorkflow> PushedAsync(Team team, string metrics, string? loosened = null)
    {
        var before = await team.GitAsync("first", "rev-parse", "HEAD");
        await File.WriteAllTextAsync(team.File("first/metrics.json"), metrics, TestContext.Current.CancellationToken);
        if (loosened is not null)
        {
            var path = team.File("first/assay.yml");
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                path,
                text.Replace("require: [roc_auc >= 0.8]", loosened),
                TestContext.Current.CancellationToken
            );
        }

        await team.CommitAsync("first", "Better");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:main", "HEAD:refs/pull/7/merge");
        return new PullRequestWorkflow(team, await team.GitAsync("first", "rev-parse", "HEAD"))
        {
            File = "model-main.yml",
            OnMain = (
                "push",
                $$"""
                { "before": "{{before}}", "repository": { "id": 1, "full_name": "acme/churn", "default_branch": "main", "private": true } }
                """
            ),
        };
    }
}
