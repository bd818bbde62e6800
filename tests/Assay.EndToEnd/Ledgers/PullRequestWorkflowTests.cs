using System.Text.Json;
using Assay.EndToEnd.Forges;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Ledgers;

/// <summary>The reusable workflow's jobs against a real server: those that may not write, and the one that may.</summary>
public sealed class PullRequestWorkflowTests(GitServer server)
{
    [Fact]
    public async Task The_run_of_a_pull_request_is_recorded_and_judged_by_the_job_that_may_write_whoever_trained_meanwhile()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "metrics.json", """{ "roc_auc": 0.95 }""");

        (await workflow.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var train = await workflow.RunAsync("train");
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBeEmpty();
        await team.CheckOutAsync("other");
        var other = await team.AssayAsync("other", "train", "--model", "churn");
        other.ExitCode.ShouldBe(0, other.Log);
        var gate = await workflow.RunAsync("gate");

        train.Succeeded.ShouldBeTrue(train.Log);
        gate.Succeeded.ShouldBeTrue(gate.Log);
        var run = Path.GetFileNameWithoutExtension(team.Bundles("train").ShouldHaveSingleItem())["assay-".Length..];
        var verdict = await VerdictAsync(team);
        verdict.GetProperty("verdict").GetString().ShouldBe("pass");
        verdict.GetProperty("run").GetProperty("id").GetString().ShouldBe(run);
        (await team.RunsAsync("other")).Count.ShouldBe(3);
        (await team.RunsAsync("other")).ShouldContain(run);
    }

    [Fact]
    public async Task A_fork_whose_every_token_can_only_read_gets_its_verdict_and_records_nothing()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "metrics.json", """{ "roc_auc": 0.95 }""");
        await team.Remote.RefusePushesAsync();

        (await workflow.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var train = await workflow.RunAsync("train");
        var gate = await workflow.RunAsync("gate");

        train.Succeeded.ShouldBeTrue(train.Log);
        gate.Succeeded.ShouldBeTrue(gate.Log);
        gate.Log.ShouldNotContain("::error::");
        (await VerdictAsync(team)).GetProperty("verdict").GetString().ShouldBe("pass");
        (await team.RemoteRefsAsync("refs/assay/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_training_that_fails_is_recorded_and_its_verdict_is_an_error()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "train.sh", "echo it broke; exit 7");

        (await workflow.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var train = await workflow.RunAsync("train");
        var gate = await workflow.RunAsync("gate");

        train.Succeeded.ShouldBeFalse(train.Log);
        gate.Succeeded.ShouldBeFalse(gate.Log);
        (await VerdictAsync(team)).GetProperty("verdict").GetString().ShouldBe("error");
        (await team.RemoteRefsAsync("refs/assay/inbox/")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_beside_the_model_reuses_the_equal_run_and_is_judged_by_it()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "README.md", "a word", isPublic: true, "churn");
        await team.CheckOutAsync("main");
        var first = await team.AssayAsync("main", "train", "--model", "churn", "--json");
        var id = JsonDocument.Parse(first.Output).RootElement.GetProperty("id").GetString();
        await team.AssayAsync("main", "runs", "fold");

        (await workflow.RunAsync("plan")).Succeeded.ShouldBeTrue();
        var train = await workflow.RunAsync("train");
        var gate = await workflow.RunAsync("gate");

        train.Succeeded.ShouldBeTrue(train.Log);
        train.Log.ShouldContain("stands for this one");
        gate.Succeeded.ShouldBeTrue(gate.Log);
        (await VerdictAsync(team)).GetProperty("run").GetProperty("id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task A_change_that_touches_no_model_trains_nothing_and_is_no_error()
    {
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "README.md", "a word");

        var plan = await workflow.RunAsync("plan");

        plan.Succeeded.ShouldBeTrue(plan.Log);
        workflow.Output("plan", "count").ShouldBe("0");
        workflow.Output("plan", "models").ShouldBe("[]");
        WorkflowFile.Job("model-pr.yml", "train").If.ShouldBe("needs.plan.outputs.count != '0'");
        WorkflowFile.Job("model-pr.yml", "report").If!.ShouldContain("always()");
    }

    [Fact]
    public async Task The_last_job_answers_with_one_comment_and_one_check()
    {
        using var under = Answering();
        using var team = await Team.MakeAsync(server);
        var workflow = await ProposedAsync(team, "metrics.json", """{ "roc_auc": 0.95 }""", api: under.Server.Url);

        foreach (var job in (string[])["plan", "train", "gate", "report"])
        {
            var (succeeded, log) = await workflow.RunAsync(job);
            succeeded.ShouldBeTrue($"{job}: {log}");
        }

        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("churn · pass");
        Conclusion(under).ShouldBe("success");
    }

    [Fact]
    public async Task It_answers_too_when_a_training_was_cancelled_and_when_no_model_is_touched()
    {
        using var under = Answering();
        using var team = await Team.MakeAsync(server);
        var cancelled = await ProposedAsync(team, "metrics.json", """{ "roc_auc": 0.95 }""", api: under.Server.Url);
        await cancelled.RunAsync("plan");

        var report = await cancelled.RunAsync("report");

        report.Succeeded.ShouldBeFalse(report.Log);
        under.Server.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("churn · error");
        Conclusion(under).ShouldBe("failure");

        using var other = await Team.MakeAsync(server);
        var untouched = await ProposedAsync(other, "README.md", "a word", api: under.Server.Url);
        await untouched.RunAsync("plan");
        (await untouched.RunAsync("report")).Succeeded.ShouldBeTrue();
        Conclusion(under).ShouldBe("success");
    }

    // The forge has the pull request that the events tell of.
    private static ForgeUnderTest Answering()
    {
        var under = ForgeUnderTest.Start("GitHub");
        var head = JsonDocument.Parse(PullRequestEvent.Json("pull_request")).RootElement.GetProperty("pull_request");
        var sha = head.GetProperty("head").GetProperty("sha").GetString()!;
        under.Server.Pulls[7] = new LoopbackPull(7, sha, "better", LoopbackForge.Repository);
        return under;
    }

    private static string? Conclusion(ForgeUnderTest under) => (string?)under.Server.Checks.Values.Last()["conclusion"];

    // A pull request that changes one file, and the merge commit that the forge makes of it.
    private static async Task<PullRequestWorkflow> ProposedAsync(
        Team team,
        string file,
        string content,
        bool isPublic = false,
        string model = "",
        string? api = null
    )
    {
        await team.GitAsync("first", "checkout", "--quiet", "-b", "better");
        await File.WriteAllTextAsync(team.File($"first/{file}"), content, TestContext.Current.CancellationToken);
        await team.CommitAsync("first", "Better");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:better", "HEAD:refs/pull/7/merge");
        return new PullRequestWorkflow(team, await team.GitAsync("first", "rev-parse", "HEAD"), isPublic, model)
        {
            Api = api,
        };
    }

    private static async Task<JsonElement> VerdictAsync(Team team) =>
        JsonDocument
            .Parse(
                await File.ReadAllTextAsync(
                    team.File("gate/assay-report/verdict.json"),
                    TestContext.Current.CancellationToken
                )
            )
            .RootElement;
}
