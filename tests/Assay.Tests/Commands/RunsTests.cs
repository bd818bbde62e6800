using Assay.Git;
using Assay.Tests.Git;
using Assay.Tests.Runs;

namespace Assay.Tests.Commands;

public sealed class RunsTests
{
    [Fact]
    public async Task Listing_prints_an_array_with_id_model_status_params_and_metrics()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RecordedAsync(workspace, 2);

        var answer = await new Shell(clone).AssayAsync("runs", "list", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        var runs = answer.Json.EnumerateArray().ToList();
        runs.Select(r => r.GetProperty("id").GetString())
            .ShouldBe([ExampleRun.Id(2).ToString(), ExampleRun.Id(1).ToString()]);
        var newest = runs[0];
        newest.GetProperty("schema").GetInt32().ShouldBe(1);
        newest.GetProperty("model").GetString().ShouldBe("churn");
        newest.GetProperty("status").GetString().ShouldBe("finished");
        newest.GetProperty("params").GetProperty("depth").GetString().ShouldBe("6");
        newest.GetProperty("metrics").GetProperty("roc_auc").GetDouble().ShouldBe(0.802);
    }

    [Fact]
    public async Task Listing_for_people_is_a_table_with_the_metrics_that_the_runs_have()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RecordedAsync(workspace, 2);

        var answer = await new Shell(clone).AssayAsync("runs", "list", "--limit", "1");

        var lines = answer.Results.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("roc_auc");
        lines[1].ShouldStartWith(ExampleRun.Id(2).Abbreviated);
        answer.Messages.ShouldContain("1 of 2 runs");
    }

    [Fact]
    public async Task A_repository_without_runs_says_how_the_first_is_made()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");

        var people = await new Shell(clone).AssayAsync("runs", "list");
        var script = await new Shell(clone).AssayAsync("runs", "list", "--json");

        people.Messages.ShouldContain("No runs yet: 'assay train --model NAME' records the first.");
        script.Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Showing_a_run_gives_its_inputs_and_the_history_of_its_metrics()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var recorded = workspace.Run(1);
        var full = ExampleRun.WithEverything() with
        {
            Artifacts = recorded.Run.Artifacts,
            ModelPath = recorded.Run.ModelPath,
        };
        await (await workspace.LedgerAsync(clone)).AddAsync([recorded with { Run = full }], Workspace.Token);

        var document = (await new Shell(clone).AssayAsync("runs", "show", "latest", "--json")).Json;
        var sheet = (await new Shell(clone).AssayAsync("runs", "show", full.Id.Abbreviated[..6])).Results;

        document.GetProperty("inputs")[0].GetProperty("path").GetString().ShouldBe("data/train.parquet");
        document.GetProperty("metrics").GetProperty("loss").GetString().ShouldBe("NaN");
        document.GetProperty("history").GetProperty("loss").GetArrayLength().ShouldBe(3);
        document.GetProperty("history").TryGetProperty("roc_auc", out _).ShouldBeFalse();
        sheet.ShouldContain("with uncommitted changes");
        sheet.ShouldContain("input data/train.parquet");
    }

    [Fact]
    public async Task Comparing_runs_shows_what_differs_and_counts_what_does_not()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RecordedAsync(workspace, 2);
        string[] ids = [ExampleRun.Id(1).ToString(), ExampleRun.Id(2).ToString()];

        var people = await new Shell(clone).AssayAsync(["runs", "compare", .. ids]);
        var script = await new Shell(clone).AssayAsync(["runs", "compare", .. ids, "--json"]);

        people.Results.ShouldContain("metric roc_auc");
        people.Results.ShouldNotContain("param depth");
        people.Messages.ShouldContain("rows are equal; --all shows them");
        var row = script
            .Json.GetProperty("rows")
            .EnumerateArray()
            .Single(r => r.GetProperty("name").GetString() == "roc_auc");
        row.GetProperty("values").EnumerateArray().Select(v => v.GetString()).ShouldBe(["0.801", "0.802"]);
        row.GetProperty("differs").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("expected 2 to 20", "runs", "compare", "latest")]
    [InlineData("no run", "runs", "show", "ffff")]
    [InlineData("expected 1 or more", "runs", "list", "--limit", "0")]
    public async Task What_cannot_be_meant_is_refused_with_what_was_expected(string expected, params string[] arguments)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RecordedAsync(workspace, 1);

        var answer = await new Shell(clone).AssayAsync(arguments);

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain(expected);
    }

    [Fact]
    public async Task Outside_of_a_repository_the_next_step_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("assay-none-").FullName;

        var answer = await new Shell(folder).AssayAsync("runs", "list", "--json");

        Directory.Delete(folder);
        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("no git repository in");
        answer.Json.GetProperty("error").GetString().ShouldBe("wrong-request");
        answer.Json.GetProperty("problems")[0].GetProperty("message").GetString()!.ShouldContain("git init");
    }

    private static async Task<string> RecordedAsync(Workspace workspace, int count)
    {
        var clone = await workspace.CloneAsync("here");
        var ledger = await workspace.LedgerAsync(clone);
        RunFolder[] runs = [.. Enumerable.Range(1, count).Select(n => workspace.Run(n))];
        await ledger.AddAsync(runs, Workspace.Token);
        return clone;
    }
}
