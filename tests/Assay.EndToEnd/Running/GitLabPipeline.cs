using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Running;

/// <summary>
/// Pipelines of a project on GitLab as gitlab-ci-local runs them: it includes the templates, sets the inputs in, orders the jobs
/// and hands variables and artifacts on, each job in a clone of its own, by the shell executor.
/// </summary>
/// <param name="remote">The project's repository.</param>
/// <param name="path">The PATH of the jobs, beside the program's own folder.</param>
internal sealed class GitLabPipeline(GitServerRepository remote, string path) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The clone.</summary>
    public string Clone => _folder.File("churn");

    /// <summary>Clones the tip of a branch anew, unless it is here, and runs its pipeline.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="variables">The pipeline's variables beside those that every pipeline has.</param>
    /// <param name="options">More of gitlab-ci-local's options, and jobs, where not all of them run.</param>
    public async Task<GitLabPipelineResult> RunAsync(
        string branch,
        IReadOnlyDictionary<string, string>? variables = null,
        params string[] options
    )
    {
        var node = Requires.Program("node", "no Node.js: install nodejs.");
        Requires.Program("rsync", "gitlab-ci-local copies by rsync, which is missing: install rsync.");
        var judge = Path.Combine(TestCache.Path("gitlab-ci-local"), "node_modules", ".bin", "gitlab-ci-local");
        Requires.That(File.Exists(judge), $"no {judge}: .ci/npm-packages installs it.");
        if (!Directory.Exists(Clone))
        {
            await GitAsync(_folder.Path, "clone", "--quiet", remote.UrlFor("gitlab-ci-token").ToString(), Clone);
            // What it takes the project's address and name from.
            await GitAsync(Clone, "remote", "add", "gcl-origin", "https://gitlab.example.com/acme/churn.git");
        }

        await GitAsync(Clone, "checkout", "--quiet", branch);
        Dictionary<string, string> all = new(variables ?? new Dictionary<string, string>())
        {
            ["GITLAB_CI"] = "true",
            ["CI_PROJECT_VISIBILITY"] = "private",
            // It says /builds of any job that names an image, where the shell executor has none.
            ["CI_PROJECT_DIR"] = ".",
        };
        var result = await Cli.Wrap(node)
            .WithArguments([
                judge,
                "--force-shell-executor",
                "--no-artifacts-to-source",
                "--no-color",
                $"--home={_folder.Path}",
                .. all.SelectMany(v => (string[])["--variable", $"{v.Key}={v.Value}"]),
                .. options,
            ])
            .WithWorkingDirectory(Clone)
            .WithEnvironmentVariables(
                AssayProgram.Environment(
                    new Dictionary<string, string> { ["PATH"] = $"{AppContext.BaseDirectory}:{path}:/usr/bin:/bin" }
                )
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new GitLabPipelineResult(
            Path.Combine(Clone, ".gitlab-ci-local"),
            result.ExitCode,
            result.StandardOutput + result.StandardError
        );
    }

    public void Dispose() => _folder.Dispose();

    private static async Task GitAsync(string folder, params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
