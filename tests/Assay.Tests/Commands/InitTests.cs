using Assay.Core.Gates;
using Assay.Settings;
using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>From a repository with a script to one whose pull requests are answered.</summary>
public sealed class InitTests
{
    [Fact]
    public async Task A_repository_with_a_script_gets_settings_that_can_be_read_and_the_workflows_of_its_forge()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);

        var answer = await new Shell(clone).AssayAsync("init", "github", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Json.GetProperty("draft").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("next").GetArrayLength().ShouldBe(3);
        var iris = SettingsFile.Read(clone).Models["iris"];
        iris.Task.ShouldBe(TaskKind.Multiclass);
        iris.Train!.Command.Shell.ShouldBe("python3 train.py");
        iris.Train.Setup!.Shell.ShouldBe("python3 -m pip install -r requirements.txt");
        iris.Train.Inputs.Select(i => i.Value)
            .ShouldBe([
                "train.py",
                "table.py",
                "requirements.txt",
                "params.json",
                "data/train.csv",
                "data/holdout.csv",
            ]);
        iris.Train.Params!.Value.ShouldBe("params.json");
        iris.Train.Model!.Value.ShouldBe("out/model.pkl");
        iris.Train.Predictions!.Value.ShouldBe("out/predictions.csv");
        iris.Train.Metrics!.Value.ShouldBe("out/metrics.json");
        iris.Data!.Validation!.Value.ShouldBe("data/holdout.csv");
        (iris.Data.Target, iris.Data.Id).ShouldBe(("species", "flower"));
        iris.Gate!.Primary!.Name.ShouldBe("accuracy");
        (await WorkflowsAsync(clone)).ShouldBe([
            "model-fork-pr.yml",
            "model-main.yml",
            "model-pr.yml",
            "model-promote.yml",
            "model-retrain.yml",
            "model-rollback.yml",
        ]);
        var main = await File.ReadAllTextAsync(
            Path.Combine(clone, ".github/workflows/model-main.yml"),
            Workspace.Token
        );
        main.ShouldContain("branches: [trunk]");
        (await PlanAsync(clone)).ShouldBe(["iris"]);
    }

    [Fact]
    public async Task A_second_run_has_nothing_to_do()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);
        await new Shell(clone).AssayAsync("init", "github");

        var second = await new Shell(clone).AssayAsync("init", "github");

        second.Exit.ShouldBe(ExitCode.Done, second.Messages);
        second.Messages.ShouldContain("Nothing to do");
        second.Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_changed_is_kept_and_told_with_its_line_until_it_is_to_be_replaced()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);
        await new Shell(clone).AssayAsync("init", "github");
        var path = Path.Combine(clone, ".github/workflows/model-pr.yml");
        var ours = await File.ReadAllTextAsync(path, Workspace.Token);
        await File.WriteAllTextAsync(path, ours.Replace("3.12", "3.11"), Workspace.Token);
        File.Delete(Path.Combine(clone, ".github/workflows/model-main.yml"));

        var kept = await new Shell(clone).AssayAsync("init", "github");
        var stillTheirs = await File.ReadAllTextAsync(path, Workspace.Token);
        var forced = await new Shell(clone).AssayAsync("init", "github", "--force");

        kept.Exit.ShouldBe(ExitCode.Done, kept.Messages);
        kept.Results.ShouldContain("written  .github/workflows/model-main.yml");
        kept.Results.ShouldContain(
            "kept     .github/workflows/model-pr.yml (differs from line 17 on; --force replaces it)"
        );
        stillTheirs.ShouldContain("3.11");
        forced.Exit.ShouldBe(ExitCode.Done, forced.Messages);
        (await File.ReadAllTextAsync(path, Workspace.Token)).ShouldBe(ours);
    }

    [Fact]
    public async Task Flows_that_the_settings_ask_for_are_written_too_with_the_Python_that_the_repository_names()
    {
        using var workspace = new Workspace();
        var clone = await workspace.InitAsync("here");
        await Workspace.CommitAsync(
            clone,
            "assay.yml",
            "version: 1\nmodels:\n  churn:\n    task: binary\n    train: { command: make }\n    image: { repository: ghcr.io/acme/churn }\n    drift: { current: data/now.csv }\n"
        );
        await Workspace.CommitAsync(clone, ".python-version", "3.13.1\n");

        var answer = await new Shell(clone).AssayAsync("init", "github");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        (await WorkflowsAsync(clone)).ShouldContain("model-watch.yml");
        (await WorkflowsAsync(clone)).ShouldContain("model-release.yml");
        var request = await File.ReadAllTextAsync(
            Path.Combine(clone, ".github/workflows/model-pr.yml"),
            Workspace.Token
        );
        request.ShouldContain("python-version: \"3.13\"");
    }

    [Fact]
    public async Task On_GitLab_the_templates_are_included_and_the_one_setting_is_named()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);

        var answer = await new Shell(clone).AssayAsync("init", "gitlab");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Results.ShouldContain("Allow Git push requests to the repository");
        var pipeline = await File.ReadAllTextAsync(Path.Combine(clone, "ci/assay/pipeline.yml"), Workspace.Token);
        pipeline.ShouldContain(
            "- local: ci/assay/flows/model-mr.yml\n    inputs:\n      model: iris\n      job-image: python:3.12\n"
        );
        pipeline.ShouldContain("changes: ['train.py', 'table.py'");
        foreach (var included in pipeline.Split('\n').Where(l => l.Contains("- local: ", StringComparison.Ordinal)))
        {
            File.Exists(Path.Combine(clone, included.Split(": ")[1])).ShouldBeTrue(included);
        }

        (await File.ReadAllTextAsync(Path.Combine(clone, ".gitlab-ci.yml"), Workspace.Token)).ShouldBe(
            "include:\n  - local: ci/assay/pipeline.yml\n"
        );
    }

    [Fact]
    public async Task A_pipeline_of_the_teams_own_stays_and_the_line_to_add_is_told()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);
        await Workspace.CommitAsync(clone, ".gitlab-ci.yml", "test: { script: [make test] }\n");

        var answer = await new Shell(clone).AssayAsync("init", "gitlab");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Results.ShouldContain("Add '- local: ci/assay/pipeline.yml' under 'include:' in .gitlab-ci.yml");
        (await File.ReadAllTextAsync(Path.Combine(clone, ".gitlab-ci.yml"), Workspace.Token)).ShouldContain(
            "make test"
        );
    }

    [Fact]
    public async Task Without_a_script_there_is_a_draft_and_what_to_fill_in()
    {
        using var workspace = new Workspace();
        var clone = await workspace.InitAsync("models");

        var answer = await new Shell(clone).AssayAsync("init", "github", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Json.GetProperty("draft").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("next")[0].GetString()!.ShouldStartWith("Fill in assay.draft.yml");
        File.Exists(Path.Combine(clone, "assay.yml")).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(clone, "assay.draft.yml"), Workspace.Token)).ShouldContain(
            "task:  # fill in:"
        );
    }

    [Fact]
    public async Task The_forge_is_the_one_that_the_remote_names_and_else_asked_for()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);

        var unknown = await new Shell(clone).AssayAsync("init");
        await Workspace.GitAsync(clone, "remote", "add", "origin", "git@gitlab.example.com:acme/iris.git");
        var known = await new Shell(clone).AssayAsync("init", "--json");

        unknown.Exit.ShouldBe(ExitCode.WrongRequest);
        unknown.Messages.ShouldContain("assay init github, or assay init gitlab");
        known.Json.GetProperty("forge").GetString().ShouldBe("gitlab");
    }

    [Fact]
    public async Task Where_something_is_wrong_nothing_at_all_is_written()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);
        var outside = Directory.CreateDirectory(Path.Combine(workspace.Folder, "outside")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(clone, ".github"), outside);

        var linked = await new Shell(clone).AssayAsync("init", "github");
        File.Delete(Path.Combine(clone, ".github"));
        var absent = await new Shell(clone).AssayAsync("init", "github", "--from", "fit.py");
        await File.WriteAllTextAsync(Path.Combine(clone, "assay.yml"), "version: 1\nmodles: {}\n", Workspace.Token);
        var broken = await new Shell(clone).AssayAsync("init", "github");

        linked.Exit.ShouldBe(ExitCode.WrongRequest);
        linked.Messages.ShouldContain("'.github' is a link, so .github/workflows/model-fork-pr.yml cannot be written");
        absent.Exit.ShouldBe(ExitCode.WrongRequest);
        absent.Messages.ShouldContain("from: 'fit.py' does not exist");
        broken.Exit.ShouldBe(ExitCode.WrongRequest);
        broken.Messages.ShouldContain("assay.yml:2:1:");
        (await Workspace.GitAsync(clone, "status", "--porcelain")).ShouldBe("?? assay.yml");
        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_of_a_repository_it_says_how_to_make_one()
    {
        using var workspace = new Workspace();

        var answer = await new Shell(workspace.Folder).AssayAsync("init", "github");

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("git init");
    }

    [Fact]
    public async Task Nothing_that_is_written_shows_what_is_private()
    {
        using var workspace = new Workspace();
        var clone = await IrisAsync(workspace);
        await new Shell(clone).AssayAsync("init", "github");
        await new Shell(clone).AssayAsync("init", "gitlab");

        SettingsFile.Read(clone).Privacy.ShouldBeNull();
        (await Workspace.GitAsync(clone, "ls-files", "--others"))
            .Split('\n')
            .Select(path => File.ReadAllText(Path.Combine(clone, path)))
            .ShouldAllBe(text => !text.Contains("privacy", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string> IrisAsync(Workspace workspace)
    {
        var clone = Path.Combine(workspace.Folder, "iris");
        await Workspace.GitAsync(workspace.Folder, "init", "--quiet", "--initial-branch=trunk", clone);
        var example = Checkout.PathOf("examples/iris-sklearn");
        foreach (
            var file in (string[])
                [
                    "train.py",
                    "table.py",
                    "predict.py",
                    "params.json",
                    "requirements.txt",
                    "data/train.csv",
                    "data/holdout.csv",
                ]
        )
        {
            await Workspace.CommitAsync(
                clone,
                file,
                await File.ReadAllTextAsync(Path.Combine(example, file), Workspace.Token)
            );
        }

        return clone;
    }

    private static Task<string[]> WorkflowsAsync(string clone) =>
        Task.FromResult(
            Directory
                .GetFiles(Path.Combine(clone, ".github/workflows"))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
                .ToArray()
        );

    private static async Task<string[]> PlanAsync(string clone) =>
        PlanRepository.ModelsOf(await new Shell(clone).AssayAsync("plan", "--all", "--json"));
}
