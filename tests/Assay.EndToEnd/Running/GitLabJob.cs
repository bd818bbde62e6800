using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Running;

/// <summary>
/// A job from a template as GitLab's runner starts it: a shallow clone on a detached commit with the job's token in the
/// remote's address, the predefined variables, and the lines of its scripts in one shell that stops at the first failure.
/// </summary>
/// <param name="remote">The repository.</param>
/// <param name="path">The PATH of the job's image, beside the program's own folder.</param>
internal sealed class GitLabJob(GitServerRepository remote, string path) : IDisposable
{
    private readonly TemporaryFolder _builds = new();

    /// <summary>CI_PROJECT_DIR.</summary>
    public string Project => _builds.File("acme/iris");

    /// <summary>Clones the tip of a branch anew and runs the template's job there.</summary>
    /// <param name="template">Its name: "train".</param>
    /// <param name="branch">The branch whose tip the pipeline is for.</param>
    /// <param name="variables">The pipeline's variables: those of the merge request, those of earlier jobs' dotenv reports.</param>
    /// <param name="inputs">The include's inputs, each NAME=VALUE.</param>
    public async Task<GitLabJobResult> RunAsync(
        string template,
        string branch,
        IReadOnlyDictionary<string, string> variables,
        params string[] inputs
    )
    {
        if (Directory.Exists(Project))
        {
            Directory.Delete(Project, recursive: true);
        }

        var file = GitLabTemplateFile.Read(
            template,
            inputs.Select(input => input.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1])
        );
        var url = remote.UrlFor("gitlab-ci-token").ToString();
        await GitAsync(_builds.Path, "init", "--quiet", Project);
        await GitAsync(Project, "remote", "add", "origin", url);
        await GitAsync(Project, "fetch", "--quiet", "--depth=20", "origin", $"+refs/heads/{branch}");
        await GitAsync(Project, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD");
        var commit = await GitAsync(Project, "rev-parse", "HEAD");
        Dictionary<string, string> all = new(Predefined(branch, commit, url));
        foreach (var (name, value) in variables.Concat(file.Variables))
        {
            // The runner replaces variables in variables.
            all[name] = value.StartsWith('$') ? all.GetValueOrDefault(value[1..], "") : value;
        }

        var result = await Cli.Wrap("/bin/sh")
            .WithArguments(["-ec", string.Join('\n', file.Script)])
            .WithWorkingDirectory(Project)
            .WithEnvironmentVariables(AssayProgram.Environment(all))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return new GitLabJobResult(
            result.ExitCode,
            DotenvReport.Read(Path.Combine(Project, file.Reports["dotenv"])),
            result.StandardOutput + result.StandardError
        );
    }

    public string File(string name) => System.IO.File.ReadAllText(Path.Combine(Project, name));

    public void Dispose() => _builds.Dispose();

    private Dictionary<string, string> Predefined(string branch, string commit, string url) =>
        new()
        {
            ["CI"] = "true",
            ["GITLAB_CI"] = "true",
            ["CI_API_V4_URL"] = "https://gitlab.example.com/api/v4",
            ["CI_COMMIT_BRANCH"] = branch,
            ["CI_COMMIT_REF_NAME"] = branch,
            ["CI_COMMIT_SHA"] = commit,
            ["CI_DEFAULT_BRANCH"] = "main",
            ["CI_JOB_ID"] = "4711",
            ["CI_JOB_TOKEN"] = GitServer.Password,
            ["CI_JOB_URL"] = "https://gitlab.example.com/acme/iris/-/jobs/4711",
            ["CI_PIPELINE_SOURCE"] = "push",
            ["CI_PROJECT_DIR"] = Project,
            ["CI_PROJECT_PATH"] = "acme/iris",
            ["CI_PROJECT_VISIBILITY"] = "private",
            ["CI_REPOSITORY_URL"] = url,
            ["CI_SERVER_URL"] = "https://gitlab.example.com",
            ["GITLAB_USER_LOGIN"] = "alice",
            ["PATH"] = $"{AppContext.BaseDirectory}:{path}",
        };

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return result.StandardOutput.Trim();
    }
}

/// <summary>What a job left behind, beside its files.</summary>
/// <param name="ExitCode">Of its script.</param>
/// <param name="Variables">What later jobs get of its dotenv report.</param>
/// <param name="Log">What it printed.</param>
internal sealed record GitLabJobResult(int ExitCode, IReadOnlyDictionary<string, string> Variables, string Log);
