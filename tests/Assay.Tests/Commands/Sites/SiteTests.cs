using Assay.Core.Runs;
using Assay.Tests.Git;
using Assay.Tests.Runs;

namespace Assay.Tests.Commands.Sites;

public sealed class SiteTests
{
    [Fact]
    public async Task A_site_is_made_of_the_ledger_the_registry_and_the_verdicts()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = await RegistryRuns.WentBackAsync(workspace);
        var folder = Path.Combine(workspace.Folder, "site");

        var answer = await shell.AssayAsync("site", "--output", folder, "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Json.GetProperty("runs").GetInt32().ShouldBe(4);
        answer.Json.GetProperty("details").GetInt32().ShouldBe(4);
        answer.Json.GetProperty("versions").GetInt32().ShouldBe(2);
        answer.Json.GetProperty("stages").GetInt32().ShouldBe(1);
        answer.Json.GetProperty("page").GetString().ShouldBe(Path.Combine(folder, "index.html"));
        File.ReadAllText(Path.Combine(folder, "data", "site.js")).ShouldContain("\"kind\":\"rollback\"");
        File.Exists(Path.Combine(folder, "data", $"run-{ExampleRun.Id(1)}.js")).ShouldBeTrue();
    }

    [Fact]
    public async Task Runs_that_were_folded_long_ago_come_from_a_fresh_clone_with_details_for_the_newest_alone()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var ledger = await workspace.LedgerAsync(await workspace.CloneAsync("here"));
        await ledger.AddAsync([.. Enumerable.Range(1, 5).Select(n => workspace.Run(n))], Workspace.Token);
        await ledger.FoldAsync(always: true, Workspace.Token);
        var there = await workspace.CloneAsync("there");

        var answer = await new Shell(there).AssayAsync("site", "--details", "2", "--json");

        answer.Json.GetProperty("runs").GetInt32().ShouldBe(5);
        answer.Json.GetProperty("details").GetInt32().ShouldBe(2);
        Directory
            .GetFiles(Path.Combine(there, "out", "site", "data"), "run-*.js")
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe([$"run-{ExampleRun.Id(4)}", $"run-{ExampleRun.Id(5)}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Made_again_it_takes_the_place_of_the_one_before()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RegistryRuns.RecordedAsync(workspace, workspace.Run(1));
        var shell = new Shell(clone);
        await shell.AssayAsync("site");
        await RegistryRuns.AddAsync(workspace, workspace.Run(2));

        var again = await shell.AssayAsync("site", "--json");

        again.Json.GetProperty("runs").GetInt32().ShouldBe(2);
        Directory.GetFileSystemEntries(Path.Combine(clone, "out")).Select(Path.GetFileName).ShouldBe(["site"]);
    }

    [Fact]
    public async Task Without_runs_there_is_a_site_that_says_how_the_first_is_made()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");

        var answer = await new Shell(clone).AssayAsync("site");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("No runs yet");
        File.Exists(Path.Combine(clone, "out", "site", "index.html")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("index.html")]
    public async Task A_folder_that_holds_something_else_is_left_as_it_is(string name)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(clone, "public")).FullName, name);
        await File.WriteAllTextAsync(file, "mine", Workspace.Token);

        var answer = await new Shell(clone).AssayAsync("site", "--output", "public");

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain(
            $"holds '{name}', which no site made; name an empty or a new folder with --output"
        );
        File.ReadAllText(file).ShouldBe("mine");
        Directory.GetFileSystemEntries(clone, ".public*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_somebody_put_into_a_site_keeps_it_from_being_made_again()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var shell = new Shell(clone);
        await shell.AssayAsync("site");
        await File.WriteAllTextAsync(Path.Combine(clone, "out", "site", "CNAME"), "mine", Workspace.Token);

        (await shell.AssayAsync("site")).Messages.ShouldContain("holds 'CNAME'");

        File.Exists(Path.Combine(clone, "out", "site", "CNAME")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("is a link", "link")]
    [InlineData("is a file", "file")]
    public async Task What_is_no_folder_is_refused(string expected, string name)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await File.WriteAllTextAsync(Path.Combine(clone, "file"), "mine", Workspace.Token);
        File.CreateSymbolicLink(Path.Combine(clone, "link"), workspace.Folder);

        var answer = await new Shell(clone).AssayAsync("site", "--output", name);

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain(expected);
    }

    [Theory]
    [InlineData("there is nothing of 'chrun'; there are runs and versions of 'churn'", "--model", "chrun")]
    [InlineData("--details '-1' is not a number of runs; expected 0 or more", "--details", "-1")]
    public async Task What_cannot_be_meant_is_said_and_leaves_nothing(string expected, params string[] options)
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RegistryRuns.RecordedAsync(workspace, workspace.Run(1));

        var answer = await new Shell(clone).AssayAsync(["site", .. options]);

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain(expected);
        Directory.Exists(Path.Combine(clone, "out", "site")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_privacy_hides_values_the_site_has_no_end_of_a_log()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var recorded = workspace.Run(1);
        var failed = recorded with { Run = recorded.Run with { LogTail = "plan gold is unknown" } };
        var clone = await RegistryRuns.RecordedAsync(workspace, failed);
        var file = Path.Combine(clone, "out", "site", "data", $"run-{failed.Run.Id}.js");

        await new Shell(clone).AssayAsync("site");
        (await File.ReadAllTextAsync(file, Workspace.Token)).ShouldContain("gold");
        await File.WriteAllTextAsync(Path.Combine(clone, "assay.yml"), "version: 1\nprivacy: hide\n", Workspace.Token);
        await new Shell(clone).AssayAsync("site");

        (await File.ReadAllTextAsync(file, Workspace.Token)).ShouldNotContain("gold");
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_left_out_and_named()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RegistryRuns.RecordedAsync(workspace, workspace.Run(1));
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", $"HEAD:{RefNames.RolloutOf("prod", "churn")}");

        var answer = await new Shell(clone).AssayAsync("site", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("rollout/prod/churn");
        answer.Json.GetProperty("rollouts").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_a_killed_site_left_long_ago_is_cleared_away_and_nothing_else()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        string[] folders = [".site.assay-old", ".site.assay-new", ".site.assay-mine"];
        foreach (var folder in folders)
        {
            var path = Directory.CreateDirectory(Path.Combine(clone, "out", folder)).FullName;
            if (!folder.EndsWith("mine", StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(Path.Combine(path, ".assay-site"), "", Workspace.Token);
            }

            if (!folder.EndsWith("new", StringComparison.Ordinal))
            {
                Directory.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
            }
        }

        await new Shell(clone).AssayAsync("site");

        Directory
            .GetFileSystemEntries(Path.Combine(clone, "out"))
            .Select(Path.GetFileName)
            .ShouldBe([".site.assay-mine", ".site.assay-new", "site"], ignoreOrder: true);
    }

    [Fact]
    public async Task Refused_it_leaves_the_site_before_it_as_it_was_and_nothing_beside_it()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await RegistryRuns.RecordedAsync(workspace, workspace.Run(1));
        await new Shell(clone).AssayAsync("site");
        var page = Path.Combine(clone, "out", "site", "data", "site.js");
        var before = await File.ReadAllTextAsync(page, Workspace.Token);
        await File.WriteAllTextAsync(Path.Combine(clone, "assay.yml"), "version: 1\nprivacy: hdie\n", Workspace.Token);

        var answer = await new Shell(clone).AssayAsync("site");

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("hdie");
        (await File.ReadAllTextAsync(page, Workspace.Token)).ShouldBe(before);
        Directory.GetFileSystemEntries(Path.Combine(clone, "out")).Select(Path.GetFileName).ShouldBe(["site"]);
    }

    [Fact]
    public async Task In_a_job_there_is_no_browser_and_the_address_is_said()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var shell = new Shell(clone);
        var job = new Shell(clone)
        {
            Environment = shell.Environment with
            {
                Variables = shell.Environment.Variables.SetItem("GITLAB_CI", "true").SetItem("CI_PROJECT_DIR", clone),
            },
        };

        var answer = await job.AssayAsync("site", "--open");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("there is no browser to open it with: open file:///");
    }
}
