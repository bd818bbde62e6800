using Assay.EndToEnd.Forges;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Ledgers;

/// <summary>A pull request from a fork: its own jobs may not write, and the workflow that follows answers.</summary>
public sealed class ForkWorkflowTests(GitServer server)
{
    [Fact]
    public async Task It_is_recorded_and_answered_with_one_comment_and_one_check()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var team = await Team.MakeAsync(server);
        var (own, following) = await ProposedAsync(under, team, "metrics.json", """{ "roc_auc": 0.95 }""");
        (await own.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var train = await own.RunAsync("train");
        train.Succeeded.ShouldBeTrue(train.Log);
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBeEmpty();

        foreach (var job in (string[])["plan", "gate", "report"])
        {
            var (succeeded, log) = await following.RunAsync(job);
            succeeded.ShouldBeTrue($"{job}: {log}");
        }

        following.Output("plan", "base").ShouldBe("main");
        (await team.RemoteRefsAsync("refs/assay/inbox/")).Length.ShouldBe(2);
        var comment = under.Server.Comments.Values.ShouldHaveSingleItem();
        comment.Pull.ShouldBe(7);
        comment.Body.ShouldContain("churn · pass");
        ((string?)under.Server.Checks.Values.ShouldHaveSingleItem()["conclusion"]).ShouldBe("success");
    }

    [Fact]
    public async Task A_gate_that_the_fork_loosens_is_the_target_branchs_all_the_same()
    {
        using var under = ForgeUnderTest.Start("GitHub");
        using var team = await Team.MakeAsync(server);
        var settings = await File.ReadAllTextAsync(team.File("first/assay.yml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            team.File("first/assay.yml"),
            settings.Replace("require: [roc_auc >= 0.8]", "require: [log_loss <= 0.01]"),
            TestContext.Current.CancellationToken
        );
        await team.CommitAsync("first", "A strict gate");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:main");
        var (own, following) = await ProposedAsync(under, team, "assay.yml", settings);
        (await own.RunAsync("plan")).Succeeded.ShouldBeTrue();
        await own.RunAsync("train");

        (await following.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var gate = await following.RunAsync("gate");
        var report = await following.RunAsync("report");

        gate.Succeeded.ShouldBeFalse();
        report.Succeeded.ShouldBeFalse();
        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("churn · fail");
        ((string?)under.Server.Checks.Values.ShouldHaveSingleItem()["conclusion"]).ShouldBe("failure");
    }

    // The commit of a fork is on no branch; the forge knows whose pull request it is.
    private static async Task<(PullRequestWorkflow Own, PullRequestWorkflow Following)> ProposedAsync(
        ForgeUnderTest under,
        Team team,
        string file,
        string content
    )
    {
        await File.WriteAllTextAsync(team.File($"first/{file}"), content, TestContext.Current.CancellationToken);
        await team.CommitAsync("first", "From a fork");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:refs/pull/7/head", "HEAD:refs/pull/7/merge");
        var head = await team.GitAsync("first", "rev-parse", "HEAD");
        under.Server.Pulls[7] = new LoopbackPull(7, head, "better", "mallory/churn");
        return (
            new PullRequestWorkflow(team, head),
            new PullRequestWorkflow(team, head)
            {
                File = "model-fork-pr.yml",
                Place = "following ",
                Api = under.Server.Url,
                OnMain = (
                    "workflow_run",
                    $$"""
                    {
                      "workflow_run": {
                        "head_branch": "better", "head_sha": "{{head}}", "pull_requests": [],
                        "head_repository": { "full_name": "mallory/churn" }
                      },
                      "repository": { "id": 1, "full_name": "acme/churn", "default_branch": "main", "private": true }
                    }
                    """
                ),
            }
        );
    }
}
