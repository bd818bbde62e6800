using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.House;

public sealed class WorkflowTests
{
    [Fact]
    public async Task Every_workflow_and_action_here_and_in_the_documents_is_one_that_GitHub_takes()
    {
        var lint = await LintAsync(Clone.Root);
        lint.ExitCode.ShouldBe(0, lint.StandardOutput + lint.StandardError);
    }

    [Theory]
    [InlineData("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: echo, wiht: {} }]\n", "wiht")]
    [InlineData(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: b\n    steps: [{ run: echo }]\n",
        "\"b\""
    )]
    public async Task A_workflow_that_GitHub_would_refuse_is_found(string workflow, string complaint)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".github/workflows"));
        await File.WriteAllTextAsync(
            folder.File(".github/workflows/broken.yml"),
            workflow,
            TestContext.Current.CancellationToken
        );
        var lint = await LintAsync(folder.Path);
        lint.ExitCode.ShouldBe(1, lint.StandardError);
        lint.StandardOutput.ShouldContain(complaint);
    }

    internal static async Task<BufferedCommandResult> LintAsync(string repository)
    {
        var node = Requires.Program("node", "no Node.js: install nodejs.");
        var packages = TestCache.Path("workflow-lint");
        Requires.That(
            Directory.Exists(packages),
            $"no workflow linters in {packages}: .ci/npm-packages installs them."
        );
        return await Cli.Wrap(node)
            .WithArguments([Clone.File("tests/workflow-lint/lint-workflows.mjs"), packages, repository])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }
}
