using System.Xml.Linq;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>The flows of <c>workflows-templates/gitlab/flows/</c>, as gitlab-ci-local runs them.</summary>
public sealed class GitLabFlowTests(GitLabFlows flows, GitServer server) : IClassFixture<GitLabFlows>
{
    [Fact]
    public async Task What_is_merged_is_trained_and_judged_and_at_a_click_a_version_in_production()
    {
        await flows.LivedAsync();

        flows.First.ExitCode.ShouldBe(0, flows.First.Log);
        flows.First.Jobs.ShouldBe(
            ["PASS churn-train", "PASS churn-gate", "PASS churn-register", "PASS churn-promote-prod"],
            flows.First.Log
        );
        flows.First.Variables("churn-gate")["ASSAY_OUTPUT_VERDICT"].ShouldBe("pass");
        flows.First.Variables("churn-register")["ASSAY_OUTPUT_TAG"].ShouldBe("churn@v1.0.0");
        flows.First.Variables("churn-promote-prod")["ASSAY_OUTPUT_MOVED"].ShouldBe("true");
        flows.First.Artifact("churn-gate", ".assay/reports/churn/report.html").ShouldContain("<svg");
    }

    [Fact]
    public async Task What_is_registered_is_the_run_that_the_gate_judged_in_that_pipeline()
    {
        await flows.LivedAsync();

        var trained = flows.First.Variables("churn-train")["ASSAY_OUTPUT_RUN_ID"];
        flows.First.Variables("churn-gate")["ASSAY_OUTPUT_RUN_ID"].ShouldNotBe(trained);
        flows.First.Variables("churn-register")["ASSAY_OUTPUT_RUN_ID"].ShouldBe(trained);
        flows.Second.Variables("churn-register")["ASSAY_OUTPUT_VERSION"].ShouldBe("v1.1.0", flows.Second.Log);
    }

    [Fact]
    public async Task A_merge_request_with_a_worse_model_is_red_and_says_why_in_tests_and_files()
    {
        await flows.LivedAsync();

        flows.Worse.ExitCode.ShouldBe(1, flows.Worse.Log);
        flows.Worse.Jobs.ShouldBe(
            ["PASS churn-mr-train", "FAIL churn-mr-gate", "FAIL churn-mr-report"],
            flows.Worse.Log
        );
        flows.Worse.LogOf("churn-mr-gate").ShouldContain("FAIL 1");
        flows.Worse.Variables("churn-mr-gate")["ASSAY_OUTPUT_VERDICT"].ShouldBe("fail");
        flows.Worse.Artifact("churn-mr-gate", "assay-summary.md").ShouldContain("v1.0.0");
        var suite = XDocument
            .Load(flows.Worse.InFolder("churn-mr-gate", "assay-junit-gate-churn.xml"))
            .Root!.Element("testsuite")!;
        suite.Elements().ShouldContain(rule => rule.Element("failure") != null);
    }

    [Fact]
    public async Task A_merge_request_is_answered_with_one_note_and_one_status()
    {
        await flows.LivedAsync();

        flows.Forge.Comments.Values.ShouldHaveSingleItem().Body.ShouldContain("### ❌ churn · fail: ");
        ((string?)flows.Forge.Statuses.ShouldHaveSingleItem()["state"]).ShouldBe("failed");
        flows.Worse.Variables("churn-mr-report")["ASSAY_OUTPUT_CONCLUSION"].ShouldBe("failure");
    }

    [Fact]
    public async Task A_rollback_at_a_click_puts_the_version_before_back()
    {
        await flows.LivedAsync();

        flows.Back.Jobs.ShouldBe(["PASS churn-rollback-prod"], flows.Back.Log);
        flows.Back.Variables("churn-rollback-prod")["ASSAY_OUTPUT_VERSION"].ShouldBe("v1.0.0");
        flows.Refs.ShouldContain("refs/tags/churn#prod#3");
    }

    [Fact]
    public async Task A_nightly_pipeline_has_the_drift_check_alone_and_is_red_over_customers_unlike_the_training_data()
    {
        await flows.LivedAsync();

        flows.Night.Jobs.ShouldBe(["FAIL churn-drift"], flows.Night.Log);
        flows.Night.Variables("churn-drift")["ASSAY_OUTPUT_VERDICT"].ShouldBe("fail");
        flows.Night.Variables("churn-drift")["ASSAY_OUTPUT_RESET"].ShouldBe("false");
        File.Exists(flows.Night.InFolder("churn-drift", "assay-junit-drift-churn.xml")).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_models_of_a_pipeline_have_jobs_of_their_own_that_read_each_others_outputs_never()
    {
        using var project = await GitLabProject.MakeAsync(
            server,
            """
            include:
              - { local: ci/assay/flows/model-main.yml, inputs: { model: churn } }
              - { local: ci/assay/flows/model-release.yml, inputs: { model: churn } }
              - { local: ci/assay/flows/model-main.yml, inputs: { model: fraud } }
              - { local: ci/assay/flows/model-release.yml, inputs: { model: fraud } }
            """
        );
        using var pipeline = new GitLabPipeline(project.Remote, GitLabProject.Programs);

        var jobs = (await pipeline.RunAsync("main", null, "--list-csv")).Log.Split('\n');

        foreach (var model in (string[])["churn", "fraud"])
        {
            jobs.Single(j => j.StartsWith($"{model}-gate;", StringComparison.Ordinal))
                .ShouldContain($"[{model}-train]");
            jobs.Single(j => j.StartsWith($"{model}-register;", StringComparison.Ordinal))
                .ShouldContain($"[{model}-gate]");
            jobs.Single(j => j.StartsWith($"{model}-image;", StringComparison.Ordinal))
                .ShouldContain($"[{model}-register]");
        }
    }

    [Fact]
    public void The_flows_name_the_image_of_this_release()
    {
        var files = Directory.GetFiles(Clone.File("workflows-templates/gitlab/flows"), "*.yml");

        files.Length.ShouldBe(6);
        files.ShouldAllBe(file => File.ReadAllText(file).Contains($"default: {Project.Image}\n"));
    }

    [Fact]
    public async Task The_tokens_of_the_remote_are_in_no_log()
    {
        await flows.LivedAsync();

        var logs = new[] { flows.First, flows.Worse, flows.Second, flows.Back, flows.Night }.Select(p => p.Log);
        logs.ShouldAllBe(log => !log.Contains(GitServer.Password));
    }
}
