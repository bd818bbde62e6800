using Assay.Tests.Git;

namespace Assay.Tests.Commands;

public sealed class EvaluateGateTests
{
    private const string NonInferior =
        "{ against: merge-base, primary: roc_auc, compare: { kind: non-inferior, margin: 0.02 }, require: [roc_auc >= 0.6] }";

    [Fact]
    public async Task The_first_model_is_judged_by_its_conditions_alone()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6, log_loss <= champion * 1.02] }")
        );
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("pass");
        answer.Json.GetProperty("champion").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var rules = answer.Json.GetProperty("rules").EnumerateArray().ToList();
        rules
            .Single(r => r.GetProperty("rule").GetString()!.StartsWith("log_loss", StringComparison.Ordinal))
            .GetProperty("verdict")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_worse_model_is_stopped_and_told_by_how_much()
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(NonInferior));
        await repository.RecordAsync(noise: 0.8);
        await Workspace.GitAsync(repository.Clone, "switch", "--quiet", "--create", "worse");
        await Workspace.CommitAsync(repository.Clone, "train.py", "worse");
        await repository.RecordAsync(noise: 2.5, seed: 2);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("fail");
        answer.Json.GetProperty("headline").GetString()!.ShouldContain("ROC-AUC");
        answer
            .Json.GetProperty("primary")
            .GetProperty("difference")
            .GetProperty("value")
            .GetDouble()
            .ShouldBeLessThan(-0.05);
    }

    [Fact]
    public async Task The_verdict_is_recorded_with_the_report_the_comment_and_the_charts()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        var run = await repository.RecordAsync(noise: 1);
        var folder = Path.Combine(repository.Clone, "report");

        await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--report", folder);

        (await File.ReadAllTextAsync(Path.Combine(folder, "comment.md"), Workspace.Token)).ShouldContain(
            "churn · pass"
        );
        (await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), Workspace.Token)).ShouldContain("<svg");
        Directory.GetFiles(Path.Combine(folder, "charts"), "roc*").Length.ShouldBe(4);
        var runs = (await repository.Shell.AssayAsync("runs", "list", "--kind", "evaluation", "--json")).Json;
        var judgement = runs[0].GetProperty("judgement");
        judgement.GetProperty("subject").GetString().ShouldBe(run.ToString());
        judgement.GetProperty("outcome").GetString().ShouldBe("pass");
    }

    [Fact]
    public async Task A_change_that_loosens_its_gate_is_judged_by_the_rules_of_the_target_branch()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.9] }")
        );
        await Workspace.GitAsync(repository.Clone, "switch", "--quiet", "--create", "loosen");
        await Workspace.CommitAsync(
            repository.Clone,
            "assay.yml",
            GateRepository.Settings("{ require: [roc_auc >= 0.5] }")
        );
        await repository.RecordAsync(noise: 2);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("fail");
        answer.Json.GetProperty("policy_changes")[0].GetString()!.ShouldContain("roc_auc >= 0.9 → 0.5");
    }

    [Fact]
    public async Task An_easier_hold_out_is_named_as_a_change_of_the_gate()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await Workspace.GitAsync(repository.Clone, "switch", "--quiet", "--create", "easier");
        await Workspace.CommitAsync(
            repository.Clone,
            "holdout.csv",
            GateRepository.Holdout().Replace("north", "west", StringComparison.Ordinal)
        );
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Json.GetProperty("policy_changes")[0].GetString().ShouldBe("the rows of holdout.csv (may loosen)");
    }

    [Fact]
    public async Task Predictions_for_other_rows_are_no_data()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync(noise: 1, prefix: "other");

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("no-data");
        answer.Json.GetProperty("headline").GetString()!.ShouldContain("0 of 600 ids");
    }

    [Fact]
    public async Task Scores_that_are_not_numbers_are_an_error()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync(
            "customer,score\n" + string.Concat(Enumerable.Range(0, GateRepository.Rows).Select(i => $"c{i},NaN\n"))
        );

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Json.GetProperty("verdict").GetString().ShouldBe("error", answer.Results);
        answer.Exit.ShouldBe(ExitCode.WrongRequest);
    }

    [Fact]
    public async Task A_model_that_is_no_ONNX_file_is_an_error_that_says_so()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync("model.onnx", "not a model", isModel: true);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Json.GetProperty("verdict").GetString().ShouldBe("error", answer.Results);
        answer.Json.GetProperty("headline").GetString()!.ShouldContain("model.onnx");
    }

    [Fact]
    public async Task A_single_class_has_no_area_under_a_curve()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }"),
            GateRepository.Holdout().Replace("yes", "no", StringComparison.Ordinal)
        );
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        answer.Json.GetProperty("verdict").GetString().ShouldNotBe("pass", answer.Results);
        answer.Exit.ShouldNotBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("customer,region\nc1,north\n", "there is no column 'left', which data.target names")]
    [InlineData("left,region\nyes,north\n", "there is no column 'customer', which data.id names")]
    [InlineData("customer,left\nc1,yes\n", "there is no column 'region', which the gate names")]
    [InlineData("customer,left,region\n", "the file holds no rows")]
    [InlineData("", "the file is empty")]
    public async Task Validation_data_that_cannot_be_judged_by_are_refused(string holdout, string message)
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6], slices: { by: [region], margin: 0.1 } }"),
            holdout.Length == 0 ? " " : holdout
        );
        await File.WriteAllTextAsync(Path.Combine(repository.Clone, "holdout.csv"), holdout, Workspace.Token);
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain("holdout.csv");
        answer.Messages.ShouldContain(message);
    }

    [Theory]
    [InlineData("there is no model 'chrun'", "evaluate-gate", "--model", "chrun")]
    [InlineData("there is no version churn@v9.0.0", "evaluate-gate", "--model", "churn", "--against", "v9.0.0")]
    public async Task Names_that_mean_nothing_are_refused(string message, params string[] arguments)
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync(arguments);

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(message);
    }

    [Theory]
    [InlineData(".assay")]
    [InlineData(".assay/reports/churn")]
    public async Task No_report_is_written_through_a_link_that_somebody_left(string place)
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync(noise: 1);
        var elsewhere = Directory.CreateTempSubdirectory("assay-elsewhere-");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(repository.Clone, place))!);
        Directory.CreateSymbolicLink(Path.Combine(repository.Clone, place), elsewhere.FullName);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain("is a link, and nothing is written through it");
        elsewhere.EnumerateFileSystemInfos().ShouldBeEmpty();
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task A_link_in_a_reports_place_is_replaced_and_its_target_left_as_it_is()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        await repository.RecordAsync(noise: 1);
        var report = Directory.CreateDirectory(Path.Combine(repository.Clone, "report")).FullName;
        var target = Path.Combine(repository.Clone, "precious.txt");
        await File.WriteAllTextAsync(target, "precious", Workspace.Token);
        File.CreateSymbolicLink(Path.Combine(report, "comment.md"), target);

        await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--report", report);

        (await File.ReadAllTextAsync(target, Workspace.Token)).ShouldBe("precious");
        (await File.ReadAllTextAsync(Path.Combine(report, "comment.md"), Workspace.Token)).ShouldContain("churn");
    }
}
