using System.Text.Json;
using Assay.Core.Drift;
using Assay.Core.Runs;
using Assay.Tests.Git;

namespace Assay.Tests.Commands.Drifting;

public sealed class CheckDriftTests
{
    [Fact]
    public async Task New_customers_of_the_same_kind_pass()
    {
        using var project = await DriftProject.CreateAsync();

        var answer = await project.CheckAsync(await project.WriteAsync("now.csv", DriftProject.Customers(2)), "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("pass");
        answer.Json.GetProperty("version").GetString().ShouldBe("v1.0.0");
        answer.Json.GetProperty("columns").EnumerateArray().Select(Name).ShouldBe(["age", "plan"], ignoreOrder: true);
        answer
            .Json.GetProperty("reference")
            .GetProperty("source")
            .GetString()
            .ShouldBe("the profile that its training kept");
        answer.Json.GetProperty("retraining").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Older_customers_fail_with_the_column_that_moved_in_every_form_of_the_report()
    {
        using var project = await DriftProject.CreateAsync();
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: 55));

        var answer = await project.CheckAsync(now);

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer.Results.ShouldStartWith("churn v1.0.0 · fail: 1 of 2 columns drifted: age PSI ");
        var folder = Path.Combine(project.Clone, ".assay", "drift", "churn");
        var comment = await ReadAsync(folder, "drift.md");
        comment.ShouldStartWith("### ❌ churn v1.0.0 · drift check · fail: 1 of 2 columns drifted");
        comment.ShouldContain("| **age** | drifted |");
        comment.ShouldContain("mean 39.");
        var page = await ReadAsync(folder, "report.html");
        page.ShouldContain("Drift check · v1.0.0");
        page.ShouldContain("data:image/svg+xml");
        (await ReadAsync(folder, "drift.json")).ShouldContain("\"drifted\": [\n    \"age\"\n  ]");
        Directory
            .GetFiles(Path.Combine(folder, "charts"))
            .Select(Path.GetFileName)
            .ShouldBe(
                ["column-1-dark.png", "column-1-dark.svg", "column-1-light.png", "column-1-light.svg"],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Missing_values_and_new_categories_are_counted_with_all_else()
    {
        using var project = await DriftProject.CreateAsync("{ require: [missing_change <= 0.1, unseen_share <= 0.1] }");
        var rows = DriftProject.Customers(2, missing: 0.3).Replace(",plus,", ",premium,", StringComparison.Ordinal);

        var answer = await project.CheckAsync(await project.WriteAsync("now.csv", rows), "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer
            .Json.GetProperty("drifted")
            .EnumerateArray()
            .Select(d => d.GetString())
            .ShouldBe(["age", "plan"], ignoreOrder: true);
        var metrics = answer.Json.GetProperty("metrics");
        metrics.GetProperty("missing_change").GetDouble().ShouldBe(0.3, 0.05);
        metrics.GetProperty("unseen_share").GetDouble().ShouldBe(0.3, 0.05);
        answer.Json.GetProperty("rules").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Answers_that_were_logged_beside_the_inputs_are_compared_with_those_of_the_validation_rows()
    {
        using var project = await DriftProject.CreateAsync("{ require: [prediction_drift <= 0.2] }");
        var lines = DriftProject.Customers(2).TrimEnd('\n').Split('\n');
        var rows = string.Join('\n', lines.Select((line, i) => i == 0 ? line + ",score" : $"{line},0.9{i % 7}")) + "\n";

        var answer = await project.CheckAsync(await project.WriteAsync("now.csv", rows), "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer.Json.GetProperty("predictions")[0].GetProperty("name").GetString().ShouldBe("score");
        answer.Json.GetProperty("metrics").GetProperty("drifted_columns").GetDouble().ShouldBe(0);
        answer.Json.GetProperty("charts")[0].GetProperty("name").GetString().ShouldBe("prediction-1");
    }

    [Theory]
    [InlineData(0, 1, "no-data", "there are no rows to look at")]
    [InlineData(120, 4, "inconclusive", "120 rows are too few to tell; 200 are needed")]
    public async Task Few_rows_cannot_tell_and_no_rows_are_no_data(int rows, int exit, string verdict, string headline)
    {
        using var project = await DriftProject.CreateAsync();
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, rows: rows));

        var answer = await project.CheckAsync(now, "--json");

        ((int)answer.Exit).ShouldBe(exit, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe(verdict);
        answer.Json.GetProperty("headline").GetString().ShouldBe(headline);
    }

    [Fact]
    public async Task A_profile_of_another_model_is_refused_whole()
    {
        using var project = await DriftProject.CreateAsync();
        var kept = await project.WriteAsync("now.json", Kept("fraud", null));

        var answer = await project.CheckAsync(kept, "--json");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Json.GetProperty("verdict").GetString().ShouldBe("error");
        answer
            .Json.GetProperty("headline")
            .GetString()
            .ShouldBe("the current profile is of model 'fraud', the reference of 'churn'");
    }

    [Fact]
    public async Task A_profile_of_another_version_is_refused_whole()
    {
        using var project = await DriftProject.CreateAsync();
        var digest = Sha256Digest.Parse("sha256:" + new string('0', 64));

        var answer = await project.CheckAsync(await project.WriteAsync("now.json", Kept("churn", digest)));

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain("name the version that served those requests");
    }

    [Theory]
    [InlineData("{\"schema\":1,\"columns\":[]}", "holds no profile that can be read")]
    [InlineData("{\"schema\":99,\"columns\":[]}", "holds no profile that can be read")]
    [InlineData("", "the file is empty")]
    public async Task A_file_that_is_neither_rows_nor_a_profile_says_so(string content, string message)
    {
        using var project = await DriftProject.CreateAsync();

        var answer = await project.CheckAsync(await project.WriteAsync("now.json", content));

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(message);
    }

    [Theory]
    [InlineData("--stage=staging", "nothing is in 'churn#staging'; the stages of churn are 'prod'")]
    [InlineData("--version=v2.0.0", "there is no version 'churn@v2.0.0'")]
    [InlineData("--target=prod", "churn has no targets: name one under models.churn.deploy.targets")]
    public async Task A_version_that_cannot_be_told_is_asked_for(string option, string message)
    {
        using var project = await DriftProject.CreateAsync();

        var answer = await project.CheckAsync("now.csv", option);

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(message);
    }

    [Fact]
    public async Task A_file_that_the_settings_name_is_found_from_a_folder_below_and_one_that_is_given_from_there()
    {
        using var project = await DriftProject.CreateAsync("{ current: now.csv }");
        await project.WriteAsync("now.csv", DriftProject.Customers(2));
        var below = Directory.CreateDirectory(Path.Combine(project.Clone, "below")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(below, "now.csv"),
            DriftProject.Customers(3, age: 70),
            Workspace.Token
        );

        var named = await new Shell(below).AssayAsync("drift-check", "--model", "churn");
        var given = await new Shell(below).AssayAsync("drift-check", "--model", "churn", "--current", "now.csv");

        named.Exit.ShouldBe(ExitCode.Done, named.Messages);
        given.Exit.ShouldBe(ExitCode.No, given.Messages);
    }

    [Fact]
    public async Task Without_a_file_or_a_target_there_is_nothing_to_look_at()
    {
        using var project = await DriftProject.CreateAsync();

        var answer = await project.Shell.AssayAsync("drift-check", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain("churn has no targets, so there are no requests to look at: name a file");
    }

    [Fact]
    public async Task Where_values_must_not_be_shown_the_reference_is_made_of_the_same_rows_and_no_category_is_named()
    {
        using var project = await DriftProject.CreateAsync(more: "privacy: hide");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, plus: 0.8));

        var answer = await project.CheckAsync(now, "--json");

        answer.Exit.ShouldBe(ExitCode.No, answer.Messages);
        answer
            .Json.GetProperty("reference")
            .GetProperty("source")
            .GetString()!
            .ShouldStartWith("the rows of reference.csv");
        foreach (
            var file in Directory.GetFiles(
                Path.Combine(project.Clone, ".assay", "drift"),
                "*.*",
                SearchOption.AllDirectories
            )
        )
        {
            (await File.ReadAllTextAsync(file, Workspace.Token)).ShouldNotContain("basic", Case.Sensitive, file);
        }

        answer.Results.ShouldContain("\"label\": \"value 1\"");
    }

    private static string Name(JsonElement column) => column.GetProperty("name").GetString()!;

    private static Task<string> ReadAsync(string folder, string name) =>
        File.ReadAllTextAsync(Path.Combine(folder, name), Workspace.Token);

    private static string Kept(string model, Sha256Digest? digest)
    {
        var age = new NumberProfile("age", 1);
        for (var i = 0; i < DriftProject.Rows; i++)
        {
            age.Add(20 + (i % 40));
        }

        var profile = new Profile(model, digest, [age], []);
        profile.AddRows(DriftProject.Rows);
        return System.Text.Encoding.UTF8.GetString(ProfileDocument.Write(profile));
    }
}
