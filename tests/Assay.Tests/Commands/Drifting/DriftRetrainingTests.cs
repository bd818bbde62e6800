using System.Text.Json;
using Assay.Tests.Git;

namespace Assay.Tests.Commands.Drifting;

public sealed class DriftRetrainingTests
{
    private const int Older = 60;

    [Fact]
    public async Task A_drift_trains_once_and_a_second_check_of_it_does_not_train_again()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain] }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));
        await project.WriteAsync("given.csv", DriftProject.Scores("0.7", "0.3"));
        var before = await RunsAsync(project);

        var first = await project.CheckAsync(now, "--json");
        var second = await project.CheckAsync(now, "--json");

        first.Exit.ShouldBe(ExitCode.Done, first.Messages);
        first.Json.GetProperty("verdict").GetString().ShouldBe("fail");
        first.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("finished");
        second.Exit.ShouldBe(ExitCode.Done, second.Messages);
        second.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("waits");
        second.Json.GetProperty("retraining").GetProperty("text").GetString()!.ShouldContain("drift.cooldown");
        var made = (await RunsAsync(project)).Except(before).ToList();
        made.ShouldBe([first.Json.GetProperty("retraining").GetProperty("run_id").GetString()!]);
    }

    [Fact]
    public async Task Of_several_checks_at_once_one_begins_the_retraining()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain], cooldown: 1h }");
        var rows = DriftProject.Customers(2, age: Older);
        await Workspace.GitAsync(project.Clone, "push", "--quiet", "origin", "HEAD:main");
        var clones = Enumerable.Range(0, 3).Select(i => Path.Combine(project.Clone, "..", $"job-{i}")).ToList();
        foreach (var clone in clones)
        {
            var remote = await Workspace.GitAsync(project.Clone, "remote", "get-url", "origin");
            await Workspace.GitAsync(project.Clone, "clone", "--quiet", remote, clone);
            await File.WriteAllTextAsync(Path.Combine(clone, "now.csv"), rows, Workspace.Token);
            await File.WriteAllTextAsync(
                Path.Combine(clone, "given.csv"),
                DriftProject.Scores("0.7", "0.3"),
                Workspace.Token
            );
        }

        var answers = await Task.WhenAll(
            clones.Select(c =>
                new Shell(c).AssayAsync("drift-check", "--model", "churn", "--current", "now.csv", "--json")
            )
        );

        answers.ShouldAllBe(a => a.Exit == ExitCode.Done);
        answers
            .Select(a => a.Json.GetProperty("retraining").GetProperty("state").GetString())
            .Order()
            .ShouldBe(["finished", "waits", "waits"]);
    }

    [Fact]
    public async Task After_the_cooldown_a_drift_that_lasts_trains_again()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain], cooldown: 0s }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));
        await project.CheckAsync(now);

        var again = await project.CheckAsync(now, "--json");

        again.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("finished");
        again
            .Json.GetProperty("retraining")
            .GetProperty("text")
            .GetString()!
            .ShouldStartWith("Nothing that the training reads has changed since run ");
    }

    [Fact]
    public async Task Where_it_is_asked_for_the_job_fails_beside_the_retraining()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain, fail] }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));

        (await project.CheckAsync(now)).Exit.ShouldBe(ExitCode.No);
    }

    [Fact]
    public async Task A_retraining_that_fails_is_told_and_ends_the_check_so()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain] }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));
        var settings = await File.ReadAllTextAsync(Path.Combine(project.Clone, "assay.yml"), Workspace.Token);
        await project.WriteAsync("assay.yml", settings.Replace("cp given.csv", "exit 7; cp", StringComparison.Ordinal));

        var answer = await project.CheckAsync(now, "--json");

        answer.Exit.ShouldBe(ExitCode.Failed, answer.Messages);
        answer.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task A_retraining_that_failed_is_tried_again_by_the_next_checks_and_three_times_at_most()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain] }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));
        var settings = await File.ReadAllTextAsync(Path.Combine(project.Clone, "assay.yml"), Workspace.Token);
        await project.WriteAsync("assay.yml", settings.Replace("cp given.csv", "exit 7; cp", StringComparison.Ordinal));

        var checks = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            checks.Add(await project.CheckAsync(now, "--json"));
        }

        checks.ShouldAllBe(c => c.Exit == ExitCode.Failed);
        var texts = checks.Select(c => c.Json.GetProperty("retraining").GetProperty("text").GetString()!).ToList();
        texts[0].ShouldContain("try 1 of 3: the next check tries again");
        texts[1].ShouldContain("try 2 of 3");
        texts[2].ShouldContain("the last of 3 tries");
        texts[3].ShouldStartWith("No retraining was begun: 3 failed since ");
        var remote = await Workspace.GitAsync(project.Clone, "remote", "get-url", "origin");
        var journal = await Workspace.GitAsync(
            new Uri(remote).LocalPath,
            "log",
            "--reverse",
            "--format=%s",
            "refs/assay/retraining/churn"
        );
        var entries = journal.Split('\n');
        entries.Length.ShouldBe(6);
        entries[1].ShouldBe("could not retrain churn after v1.0.0 drifted");
    }

    [Fact]
    public async Task A_retraining_that_failed_and_is_mended_is_made_up_for_by_the_next_check()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain] }");
        var now = await project.WriteAsync("now.csv", DriftProject.Customers(2, age: Older));
        var settings = await File.ReadAllTextAsync(Path.Combine(project.Clone, "assay.yml"), Workspace.Token);
        await project.WriteAsync("assay.yml", settings.Replace("cp given.csv", "exit 7; cp", StringComparison.Ordinal));
        var failed = await project.CheckAsync(now);
        await project.WriteAsync("assay.yml", settings);

        var mended = await project.CheckAsync(now, "--json");
        var after = await project.CheckAsync(now, "--json");

        failed.Exit.ShouldBe(ExitCode.Failed);
        mended.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("finished");
        after.Json.GetProperty("retraining").GetProperty("state").GetString().ShouldBe("waits");
    }

    [Fact]
    public async Task No_drift_trains_nothing()
    {
        using var project = await DriftProject.CreateAsync("{ on_drift: [retrain] }");
        var before = await RunsAsync(project);

        var answer = await project.CheckAsync(await project.WriteAsync("now.csv", DriftProject.Customers(2)), "--json");

        answer.Json.GetProperty("retraining").ValueKind.ShouldBe(JsonValueKind.Null);
        (await RunsAsync(project)).ShouldBe(before);
    }

    private static async Task<List<string>> RunsAsync(DriftProject project)
    {
        var answer = await project.Shell.AssayAsync("runs", "list", "--kind", "training", "--json");
        return [.. answer.Json.EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
    }
}
