using Assay.EndToEnd.House;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;

namespace Assay.EndToEnd.Inits;

/// <summary>What the built program writes into a fresh repository is what GitHub takes.</summary>
public sealed class InitTests
{
    [Fact]
    public async Task The_workflows_of_a_fresh_repository_pass_every_linter()
    {
        using var folder = await FreshAsync();

        var init = await AssayProgram.RunAsync(folder.Path, ["init", "github"]);
        var lint = await WorkflowTests.LintAsync(folder.Path);

        init.ExitCode.ShouldBe(0, init.Log);
        lint.ExitCode.ShouldBe(0, lint.StandardOutput + lint.StandardError);
        lint.StandardOutput.ShouldContain("6 workflows, 0 actions, 0 findings");
    }

    [Fact]
    public async Task A_mistake_in_what_was_written_is_found_by_the_linters()
    {
        using var folder = await FreshAsync();
        await AssayProgram.RunAsync(folder.Path, ["init", "github"]);
        var file = folder.File(".github/workflows/model-promote.yml");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file,
            text.Replace("inputs.stage", "inputs.stag"),
            TestContext.Current.CancellationToken
        );

        var lint = await WorkflowTests.LintAsync(folder.Path);

        lint.ExitCode.ShouldBe(1, lint.StandardError);
        lint.StandardOutput.ShouldContain("stag");
    }

    private static async Task<TemporaryFolder> FreshAsync()
    {
        var folder = new TemporaryFolder();
        var example = new DirectoryInfo(Clone.File("examples/iris-sklearn"));
        Directory.CreateDirectory(folder.File("data"));
        foreach (var file in example.EnumerateFiles().Concat(example.EnumerateFiles("data/*.csv")))
        {
            if (file.Name != "assay.yml")
            {
                file.CopyTo(folder.File(Path.GetRelativePath(example.FullName, file.FullName)));
            }
        }

        await Cli.Wrap("git")
            .WithArguments(["init", "--quiet", "--initial-branch=main"])
            .WithWorkingDirectory(folder.Path)
            .ExecuteAsync(TestContext.Current.CancellationToken);
        return folder;
    }
}
