using System.Text.Json;
using Assay.EndToEnd.Ledgers;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Forges;

/// <summary>A pull request from a fork, planned by the workflow that follows its own, on the default branch.</summary>
public sealed class FollowedPullRequestTests(GitServer server)
{
    [Fact]
    public async Task The_change_of_the_fork_is_planned_though_the_default_branch_is_checked_out()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var team = await Team.MakeAsync(server);
        var job = await JobAsync(under, team, "metrics.json", """{ "roc_auc": 0.95 }""");
        under.Server.Pulls[7] = new LoopbackPull(7, job.HeadSha, job.Branch, "mallory/churn");

        var plan = await PlanAsync(job);

        plan.GetProperty("models")[0].GetString().ShouldBe("churn");
        plan.GetProperty("reasons")[0].GetProperty("reason").GetString().ShouldBe("metrics.json changed");
        (await team.GitAsync("job", "status", "--porcelain")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_touches_no_model_plans_none()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var team = await Team.MakeAsync(server);
        var job = await JobAsync(under, team, "README.md", "a word");
        under.Server.Pulls[7] = new LoopbackPull(7, job.HeadSha, job.Branch, "mallory/churn");

        (await PlanAsync(job)).GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("another commit")]
    [InlineData("another person")]
    [InlineData("closed")]
    [InlineData("two")]
    [InlineData("none")]
    public async Task Unless_exactly_one_open_pull_request_is_at_that_commit_nothing_is_planned(string what)
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var team = await Team.MakeAsync(server);
        var job = await JobAsync(under, team, "metrics.json", """{ "roc_auc": 0.95 }""");
        var pull = new LoopbackPull(7, job.HeadSha, job.Branch, "mallory/churn");
        LoopbackPull[] pulls = what switch
        {
            "another commit" => [pull with { Sha = new string('b', 40) }],
            "another person" => [pull with { Repository = "eve/churn" }],
            "closed" => [pull with { Open = false }],
            "two" => [pull, pull with { Number = 8 }],
            _ => [],
        };
        foreach (var one in pulls)
        {
            under.Server.Pulls[one.Number] = one;
        }

        var plan = await PlanAsync(job);

        plan.GetProperty("count").GetInt32().ShouldBe(0);
        plan.GetProperty("base").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // A commit of a fork is on no branch of the repository itself.
    private static async Task<ForgeJob> JobAsync(ForgeUnderTest under, Team team, string file, string content)
    {
        await File.WriteAllTextAsync(team.File($"first/{file}"), content, TestContext.Current.CancellationToken);
        await team.CommitAsync("first", "From a fork");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:refs/pull/7/head");
        var head = await team.GitAsync("first", "rev-parse", "HEAD");
        await team.CheckOutAsync("job", "--depth=1");
        return new ForgeJob(under.Server, team.File("job"), head) { EventName = "workflow_run" };
    }

    private static async Task<JsonElement> PlanAsync(ForgeJob job)
    {
        var plan = await job.RunAsync("plan", "--json");
        plan.ExitCode.ShouldBe(0, plan.Log);
        return JsonDocument.Parse(plan.Output).RootElement;
    }
}
