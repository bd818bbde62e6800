using System.Text.Json;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>The actions as GitHub's runner starts them: the same sentences hold in a container and in the job itself.</summary>
/// <param name="life">The life that they tell.</param>
public abstract class ActionLifeTests(ActionLife life)
{
    protected ActionLife Life { get; } = life;

    [Fact]
    public async Task A_training_is_recorded_with_its_params_metrics_and_artifacts()
    {
        await Life.LivedAsync();

        Done(Life.FirstTraining);
        Life.FirstTraining.Outputs["status"].ShouldBe("finished");
        Life.FirstTraining.Outputs["reused"].ShouldBe("false");
        var id = Life.FirstTraining.Outputs["run-id"];
        var run = Parse(await Life.Checkout.OnServerAsync("show", $"refs/assay/inbox/{id}:run.json"));
        run.GetProperty("params").GetProperty("C").GetRawText().ShouldContain("1");
        run.GetProperty("tags").GetProperty("by").GetString().ShouldBe("actions");
        var metrics = await Life.Checkout.OnServerAsync("show", $"refs/assay/inbox/{id}:metrics.jsonl");
        metrics.ShouldContain("training_accuracy");
        var files = await Life.Checkout.OnServerAsync("ls-tree", "-r", "--name-only", $"refs/assay/inbox/{id}");
        files.ShouldContain("artifacts/out/model.pkl");
        files.ShouldContain("artifacts/out/predictions.csv");
    }

    [Fact]
    public async Task A_training_shows_its_metrics_on_the_jobs_page_and_gives_them_to_later_steps()
    {
        await Life.LivedAsync();

        Parse(Life.FirstTraining.Outputs["metrics"]).GetProperty("training_rows").GetDouble().ShouldBe(92);
        Life.FirstTraining.Outputs["model-digest"].ShouldMatch("^sha256:[0-9a-f]{64}$");
        Life.FirstTraining.Summary.ShouldStartWith("### Training of `iris`: finished");
        Life.FirstTraining.Summary.ShouldContain("| `training_accuracy` |");
        Life.FirstTraining.Log.ShouldContain("::group::Training iris: python3 train.py");
        Life.FirstTraining.Log.ShouldContain("trained on 92 flowers");
    }

    [Fact]
    public async Task The_first_model_passes_and_is_registered_and_promoted()
    {
        await Life.LivedAsync();

        Done(Life.FirstVerdict);
        Life.FirstVerdict.Outputs["verdict"].ShouldBe("pass");
        Life.FirstVerdict.Outputs["decision"].ShouldBe("accept");
        Life.FirstVerdict.Outputs["headline"].ShouldStartWith("the first model");
        Done(Life.FirstVersion);
        Life.FirstVersion.Outputs["tag"].ShouldBe("iris@v1.0.0");
        Done(Life.FirstPromotion);
        Life.FirstPromotion.Outputs["moved"].ShouldBe("true");
    }

    [Fact]
    public async Task A_second_model_is_compared_with_the_one_in_the_stage_on_the_jobs_page()
    {
        await Life.LivedAsync();

        Done(Life.SecondVerdict);
        Life.SecondVerdict.Outputs["verdict"].ShouldBe("pass");
        Life.SecondVerdict.Summary.ShouldContain("|  | this change | v1.0.0 in prod | difference |");
        Life.SecondVerdict.Summary.ShouldMatch(@"\| \*\*accuracy\*\* ↑ \| \*\*0\.9\d+\*\* \| 0\.983 \|");
        Done(Life.SecondVersion);
        Life.SecondVersion.Outputs["version"].ShouldBe("v1.1.0");
        Done(Life.SecondPromotion);
        Life.SecondPromotion.Outputs["from"].ShouldBe("v1.0.0");
    }

    [Fact]
    public async Task A_worse_model_is_stopped_with_outputs_a_summary_and_annotations()
    {
        await Life.LivedAsync();

        Life.WorseVerdict.ExitCode.ShouldBe(1, Life.WorseVerdict.Log);
        Life.WorseVerdict.Outputs["verdict"].ShouldBe("fail");
        Life.WorseVerdict.Outputs["decision"].ShouldBe("refuse");
        Life.WorseVerdict.Outputs["headline"].ShouldContain("worse by more than 0.1");
        Life.WorseVerdict.Summary.ShouldContain("❌ iris · fail");
        Life.WorseVerdict.Log.ShouldContain("::error::accuracy >= 0.9: accuracy 0.241, must be");
    }

    [Fact]
    public async Task A_report_lies_in_the_workspace_where_a_later_step_finds_it()
    {
        await Life.LivedAsync();

        Life.SecondVerdict.Outputs["report"].ShouldBe("assay-report");
        Life.WorseVerdict.Outputs["report"].ShouldBe(".assay/reports/iris");
        Life.Checkout.Read(".assay/reports/iris/report.html").ShouldContain("<svg");
        Life.Checkout.Read(".assay/reports/iris/comment.md").ShouldContain("v1.1.0 in prod");
        Parse(Life.Checkout.Read(".assay/reports/iris/verdict.json"))
            .GetProperty("verdict")
            .GetString()
            .ShouldBe("fail");
    }

    [Fact]
    public async Task A_version_that_failed_is_not_promoted_and_the_last_good_one_comes_back()
    {
        await Life.LivedAsync();

        Life.WorsePromotion.ExitCode.ShouldBe(1, Life.WorsePromotion.Log);
        Life.WorsePromotion.Outputs["version"].ShouldBe("v1.1.1");
        Life.WorsePromotion.Outputs["moved"].ShouldBe("false");
        Done(Life.Rollback);
        Life.Rollback.Outputs["version"].ShouldBe("v1.0.0");
        Life.Rollback.Outputs["from"].ShouldBe("v1.1.0");
    }

    [Fact]
    public async Task What_something_else_made_is_recorded_too()
    {
        await Life.LivedAsync();

        Done(Life.Logged);
        var id = Life.Logged.Outputs["run-id"];
        var run = Parse(await Life.Checkout.OnServerAsync("show", $"refs/assay/inbox/{id}:run.json"));
        run.GetProperty("kind").GetString().ShouldBe("logged");
        run.GetProperty("actor").GetString().ShouldBe("alice");
    }

    [Fact]
    public async Task Flowers_that_are_too_few_to_tell_a_drift_are_inconclusive_with_outputs_and_a_report()
    {
        await Life.LivedAsync();

        Life.Drift.ExitCode.ShouldBe(4, Life.Drift.Log);
        Life.Drift.Outputs["verdict"].ShouldBe("inconclusive");
        Life.Drift.Outputs["headline"].ShouldBe("58 rows are too few to tell; 200 are needed");
        Life.Drift.Outputs["retraining"].ShouldBeEmpty();
        Life.Drift.Summary.ShouldStartWith("### ⚖️ iris v1.0.0 · drift check · inconclusive");
        Life.Checkout.Read(".assay/drift/iris/drift.json").ShouldContain("the profile that its training kept");
        Life.Checkout.Read(".assay/drift/iris/report.html").ShouldContain("Drift check · v1.0.0");
    }

    [Fact]
    public async Task The_remote_has_every_run_version_tag_and_move()
    {
        await Life.LivedAsync();

        var refs = (await Life.Checkout.OnServerAsync("for-each-ref", "--format=%(refname)")).Split('\n');
        refs.Count(name => name.StartsWith("refs/assay/inbox/", StringComparison.Ordinal)).ShouldBe(7);
        refs.Where(name => !name.StartsWith("refs/assay/inbox/", StringComparison.Ordinal))
            .ShouldBe([
                "refs/assay/stage/iris/prod",
                "refs/assay/version/iris/v1.0.0",
                "refs/assay/version/iris/v1.1.0",
                "refs/assay/version/iris/v1.1.1",
                "refs/heads/main",
                "refs/tags/iris#prod#1",
                "refs/tags/iris#prod#2",
                "refs/tags/iris#prod#3",
                "refs/tags/iris@v1.0.0",
                "refs/tags/iris@v1.1.0",
                "refs/tags/iris@v1.1.1",
            ]);
        (await Life.Checkout.OnServerAsync("rev-list", "--count", "refs/assay/stage/iris/prod")).ShouldBe("3");
    }

    [Fact]
    public async Task No_step_shows_the_token_of_the_checkout_and_the_next_one_still_has_it()
    {
        await Life.LivedAsync();

        (await Life.Checkout.InWorkspaceAsync("config", "--list")).ShouldContain(ActionCheckout.Token);
        Life.FirstTraining.Log.ShouldNotContain(ActionCheckout.Token);
        Life.WorseVerdict.Log.ShouldNotContain(ActionCheckout.Token);
    }

    protected static void Done(ActionResult step) => step.ExitCode.ShouldBe(0, step.Log);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
