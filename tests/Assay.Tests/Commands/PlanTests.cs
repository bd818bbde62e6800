using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>Which models does my change touch?</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("train.py", "churn", "train.py changed")]
    [InlineData("data/more.csv", "churn", "data/more.csv changed")]
    [InlineData("features/age/bins.py", "churn", "features/age/bins.py changed")]
    [InlineData("params.yaml", "churn", "params.yaml changed")]
    [InlineData("predict.py", "churn", "predict.py changed")]
    [InlineData("requirements/base.in", "churn", "requirements/base.in changed")]
    [InlineData("requirements-dev.txt", "churn", "requirements-dev.txt changed")]
    [InlineData("holdout/rows.parquet", "churn", "holdout/rows.parquet changed")]
    [InlineData("holdout/rows.parquet.dvc", "churn", "holdout/rows.parquet.dvc changed")]
    [InlineData("holdout.dvc", "churn", "holdout.dvc changed")]
    [InlineData("fraud/train.py", "fraud", "fraud/train.py changed")]
    public async Task A_file_that_a_model_is_made_of_touches_that_model_alone(string file, string model, string reason)
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync(file, "new");

        var answer = await repository.PlanAsync();

        PlanRepository.ModelsOf(answer).ShouldBe([model]);
        PlanRepository.ReasonOf(answer, model).ShouldBe(reason);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("data/deep/more.csv")]
    [InlineData("trains.py")]
    [InlineData("docs/train.py")]
    public async Task Any_other_file_touches_none_and_that_is_no_error(string file)
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync(file, "new");

        var answer = await repository.PlanAsync();

        PlanRepository.ModelsOf(answer).ShouldBeEmpty();
        answer.Json.GetProperty("count").GetInt32().ShouldBe(0);
        answer.Json.GetProperty("matrix").GetProperty("include").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("roc_auc >= 0.8", "roc_auc >= 0.9", "gate.require changed in assay.yml")]
    [InlineData("python train.py", "python train.py --fast", "train.command changed in assay.yml")]
    [InlineData("data/*.csv, features", "data/*.csv", "train.inputs changed in assay.yml")]
    public async Task A_models_own_settings_touch_it_and_the_reason_names_the_key(
        string old,
        string @new,
        string reason
    )
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync("assay.yml", PlanRepository.Settings.Replace(old, @new));

        var answer = await repository.PlanAsync();

        PlanRepository.ModelsOf(answer).ShouldBe(["churn"]);
        PlanRepository.ReasonOf(answer, "churn").ShouldBe(reason);
    }

    [Fact]
    public async Task A_comment_the_order_of_keys_and_another_models_settings_touch_nothing()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync(
            "assay.yml",
            "# Two models.\n"
                + PlanRepository.Settings.Replace(
                    "gate: { require: [roc_auc >= 0.8] }",
                    "gate:\n      require:\n        - roc_auc >= 0.8 # as agreed"
                )
        );
        await repository.CommitAsync("fraud/assay.yml", "# Fraud.\n" + PlanRepository.Fraud);
        (await repository.ModelsAsync()).ShouldBeEmpty();

        await repository.CommitAsync("fraud/assay.yml", PlanRepository.Fraud.Replace("binary", "multiclass"));
        (await repository.ModelsAsync()).ShouldBe(["fraud"]);
    }

    [Fact]
    public async Task A_file_that_is_deleted_or_renamed_touches_the_model_it_belonged_to()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.GitAsync("rm", "--quiet", "data/train.csv");
        await repository.GitAsync("mv", "fraud/train.py", "fraud/fit.py");
        await repository.GitAsync("commit", "--quiet", "--message", "Tidy");

        var answer = await repository.PlanAsync();

        PlanRepository.ReasonOf(answer, "churn").ShouldBe("data/train.csv removed");
        PlanRepository.ReasonOf(answer, "fraud").ShouldBe("fraud/train.py removed");
    }

    [Fact]
    public async Task On_a_laptop_what_is_not_committed_yet_counts_too()
    {
        using var repository = await PlanRepository.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(repository.Clone, "fraud/train.py"), "edited", Workspace.Token);
        await File.WriteAllTextAsync(Path.Combine(repository.Clone, "data/new.csv"), "not added", Workspace.Token);

        var answer = await repository.PlanAsync();

        PlanRepository.ReasonOf(answer, "churn").ShouldBe("data/new.csv changed");
        PlanRepository.ReasonOf(answer, "fraud").ShouldBe("fraud/train.py changed");
    }

    [Fact]
    public async Task A_new_model_is_planned_and_one_that_nothing_trains_is_not()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync(
            "assay.yml",
            PlanRepository.Settings
                + "  logged: { task: binary }\n  price:\n    task: regression\n    train: { command: make, inputs: [Makefile] }\n"
        );

        var answer = await repository.PlanAsync();

        PlanRepository.ModelsOf(answer).ShouldBe(["price"]);
        PlanRepository.ReasonOf(answer, "price").ShouldBe("new in assay.yml");
    }

    [Fact]
    public async Task A_model_that_lists_no_inputs_is_touched_by_every_change_but_a_comment_in_the_settings()
    {
        var settings = PlanRepository.Settings.Replace("      inputs: [train.py, data/*.csv, features]\n", "");
        using var repository = await PlanRepository.CreateAsync(settings);
        await repository.CommitAsync("assay.yml", "# A comment.\n" + settings);
        (await repository.ModelsAsync()).ShouldBeEmpty();

        await repository.CommitAsync("README.md", "new");
        var answer = await repository.PlanAsync();

        PlanRepository.ModelsOf(answer).ShouldBe(["churn"]);
        PlanRepository
            .ReasonOf(answer, "churn")
            .ShouldBe("README.md changed; train.inputs does not say what the training reads");
    }

    [Fact]
    public async Task Each_model_asks_for_its_own_runner_and_the_others_for_the_one_that_is_given()
    {
        using var repository = await PlanRepository.CreateAsync();

        var answer = await repository.PlanAsync("--all", "--runner", "self-hosted, linux");

        answer
            .Json.GetProperty("matrix")
            .GetProperty("include")
            .EnumerateArray()
            .Select(job =>
                $"{job.GetProperty("model").GetString()}: {string.Join(' ', job.GetProperty("runs-on").EnumerateArray())}"
            )
            .ShouldBe(["churn: self-hosted linux", "fraud: self-hosted gpu"]);
    }

    [Fact]
    public async Task A_model_may_be_asked_for_and_one_that_is_not_there_is_an_error()
    {
        using var repository = await PlanRepository.CreateAsync();

        (await repository.ModelsAsync("--model", "fraud")).ShouldBe(["fraud"]);
        (await repository.ModelsAsync("--model", "fraud, churn\nfraud")).ShouldBe(["fraud", "churn"]);
        var wrong = await repository.PlanAsync("--model", "frau");

        wrong.Exit.ShouldBe(ExitCode.WrongRequest);
        wrong.Messages.ShouldContain("Did you mean 'fraud'?");
    }

    [Fact]
    public async Task A_base_may_be_named_and_one_that_is_not_there_is_an_error()
    {
        using var repository = await PlanRepository.CreateAsync();
        var before = await repository.GitAsync("rev-parse", "HEAD~2");

        (await repository.ModelsAsync("--base", before)).ShouldBe(["churn", "fraud"]);
        var wrong = await repository.PlanAsync("--base", "mian");

        wrong.Exit.ShouldBe(ExitCode.WrongRequest);
        wrong.Messages.ShouldContain("base: 'mian' is no branch, tag or commit here or at origin");
    }

    [Fact]
    public async Task More_models_than_a_matrix_holds_are_refused_with_what_to_do()
    {
        var many = string.Concat(
            Enumerable.Range(0, 256).Select(i => $"  m{i}: {{ task: binary, train: {{ command: make }} }}\n")
        );
        using var repository = await PlanRepository.CreateAsync(PlanRepository.Settings + many);

        var answer = await repository.PlanAsync("--all");

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("258 models are to be trained, and a matrix holds at most 256 jobs");
        answer.Messages.ShouldContain("--model");
    }

    [Fact]
    public async Task For_people_it_is_a_table_with_the_reasons()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync("fraud/train.py", "new");

        var answer = await new Shell(repository.Clone).AssayAsync("plan");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Results.ShouldMatch(@"fraud +self-hosted, gpu +fraud/train\.py changed");
        answer.Messages.ShouldContain("Compared with main at ");
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_told_with_their_place()
    {
        using var repository = await PlanRepository.CreateAsync();
        await repository.CommitAsync("assay.yml", PlanRepository.Settings + "modles: {}\n");

        var answer = await repository.PlanAsync();

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("assay.yml:15:1: ");
    }
}
