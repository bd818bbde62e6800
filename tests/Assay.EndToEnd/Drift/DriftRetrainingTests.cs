using System.Text.Json;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Drift;

/// <summary>Drifts that begin a retraining, on the churn example with its own training program.</summary>
public sealed class DriftRetrainingTests
{
    [Fact]
    public async Task New_customers_among_the_training_rows_make_another_model_once()
    {
        using var project = await ChurnProject.CreateAsync("drift: { on_drift: [retrain] }");
        await project.DoAsync("train --model churn", "register --model churn");
        var customers = (await HeldOutAsync(project)).New();
        await customers.WriteAsync(project.FileOf("new.csv"));
        await LearnAsync(project, customers);
        string[] check = ["drift-check", "--model", "churn", "--version", "v1.0.0", "--json", "--current"];

        var first = await project.AssayAsync([.. check, project.FileOf("new.csv")]);
        var second = await project.AssayAsync([.. check, project.FileOf("new.csv")]);

        first.ExitCode.ShouldBe(0, first.Log);
        var made = Report(first).GetProperty("retraining");
        made.GetProperty("state").GetString().ShouldBe("finished", made.ToString());
        made.GetProperty("text").GetString()!.ShouldStartWith("The retraining made run ");
        second.ExitCode.ShouldBe(0, second.Log);
        Report(second).GetProperty("retraining").GetProperty("state").GetString().ShouldBe("waits");
        var runs = Report(await project.AssayAsync("runs", "list", "--kind", "training", "--json"));
        runs.GetArrayLength().ShouldBe(2);
        runs[0].GetProperty("tags").GetProperty("drift").GetString().ShouldBe("churn@v1.0.0");
    }

    [Fact]
    public async Task What_customers_unlike_the_training_data_ask_a_target_retrains_the_model_that_serves_there()
    {
        using var project = await ChurnProject.CreateAsync(
            "drift: { current: requests, on_drift: [retrain] }",
            "deploy: { targets: { here: { kind: process, listen: '127.0.0.1:0', stage: prod } } }"
        );
        await project.DoAsync(
            "train --model churn",
            "evaluate-gate --model churn",
            "register --model churn",
            "promote --model churn --stage prod"
        );
        var unasked = await project.AssayAsync("drift-check", "--model", "churn", "--json");
        var customers = (await HeldOutAsync(project)).New();
        await customers.AskAsync(project.Gateway("here"));
        await LearnAsync(project, customers);

        string[] check = ["drift-check", "--model", "churn", "--target", "here", "--reset", "--json"];
        var checkedNow = await project.AssayAsync(check);
        var since = await project.AssayAsync(check);

        unasked.ExitCode.ShouldBe(1, unasked.Log);
        Report(unasked).GetProperty("verdict").GetString().ShouldBe("no-data");
        checkedNow.ExitCode.ShouldBe(0, checkedNow.Log);
        var report = Report(checkedNow);
        report.GetProperty("verdict").GetString().ShouldBe("fail");
        report.GetProperty("current").GetProperty("source").GetString().ShouldBe("requests to target here");
        report.GetProperty("current").GetProperty("rows").GetInt32().ShouldBe(customers.Rows.Count);
        report.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("finished");
        Report(since).GetProperty("verdict").GetString().ShouldBe("no-data");
    }

    private static Task<Customers> HeldOutAsync(ChurnProject project) =>
        Customers.ReadAsync(Path.Combine(project.Clone, "data", "holdout.csv"));

    private static Task LearnAsync(ChurnProject project, Customers customers) =>
        File.AppendAllLinesAsync(
            Path.Combine(project.Clone, "data", "train.csv"),
            customers.Rows.Select(row => string.Join(',', row)),
            TestContext.Current.CancellationToken
        );

    private static JsonElement Report(ProgramResult result)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}
