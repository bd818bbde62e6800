using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Actions;

/// <summary>The churn example as a project on GitLab that has copied the templates into ci/assay; its own training program needs no image.</summary>
internal sealed class GitLabProject : IDisposable
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "demo", "churn");
    private readonly TemporaryFolder _folder = new();

    private GitLabProject(GitServerRepository remote) => Remote = remote;

    public GitServerRepository Remote { get; }

    /// <summary>What jobs need on their PATH to train.</summary>
    public static string Programs => Path.Combine(Example, "bin");

    /// <summary>A project whose branch main has the example, the templates and a pipeline.</summary>
    public static async Task<GitLabProject> MakeAsync(GitServer server, string pipeline)
    {
        var project = new GitLabProject(await server.CreateRepositoryAsync());
        foreach (var file in (string[])["assay.yml", "params.yaml", "data/train.csv", "data/holdout.csv"])
        {
            project.Copy(Path.Combine(Example, file), file);
        }

        await project.GitAsync("init", "--quiet", "--initial-branch=main");
        await project.PushAsync("main", pipeline);
        return project;
    }

    /// <summary>A project that has all that another repository has, and a pipeline.</summary>
    public static async Task<GitLabProject> OfAsync(
        GitServer server,
        string repository,
        string pipeline,
        string settings
    )
    {
        var project = new GitLabProject(await server.CreateRepositoryAsync());
        await project.GitAsync("clone", "--quiet", "--mirror", repository, "mirror");
        await project.GitAsync("-C", "mirror", "push", "--quiet", "--mirror", project.Remote.Folder);
        Directory.Delete(project._folder.File("mirror"), recursive: true);
        await project.GitAsync("clone", "--quiet", project.Remote.Folder, ".");
        var text = await File.ReadAllTextAsync(
            project._folder.File("assay.yml"),
            TestContext.Current.CancellationToken
        );
        text = text[..text.IndexOf("    deploy:", StringComparison.Ordinal)] + settings;
        await File.WriteAllTextAsync(project._folder.File("assay.yml"), text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            project._folder.File("params.json"),
            """{ "trees": 200 }""",
            TestContext.Current.CancellationToken
        );
        await project.PushAsync("main", pipeline);
        return project;
    }

    /// <summary>Pushes a file of the example's story to a branch that starts at main.</summary>
    public async Task ChangeAsync(string branch, string story, string file)
    {
        Copy(Path.Combine(Example, "story", story, file), file);
        await CommitAsync($"{story} {file}");
        await GitAsync("push", "--quiet", Remote.Folder, $"HEAD:refs/heads/{branch}");
        if (branch != "main")
        {
            await GitAsync("reset", "--quiet", "--hard", "HEAD~1");
        }
    }

    /// <summary>The refs of the repository.</summary>
    public async Task<string> RefsAsync() => await GitAsync("ls-remote", Remote.Folder);

    public void Dispose() => _folder.Dispose();

    private async Task PushAsync(string branch, string pipeline)
    {
        var templates = Clone.File("workflows-templates/gitlab");
        foreach (var file in Directory.EnumerateFiles(templates, "*.yml", SearchOption.AllDirectories))
        {
            Copy(file, Path.Combine("ci/assay", Path.GetRelativePath(templates, file)));
        }

        await File.WriteAllTextAsync(_folder.File(".gitlab-ci.yml"), pipeline, TestContext.Current.CancellationToken);
        await CommitAsync("Customers");
        await GitAsync("push", "--quiet", Remote.Folder, $"HEAD:refs/heads/{branch}");
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(to))!);
        File.Copy(from, _folder.File(to), overwrite: true);
    }

    private async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", message);
    }

    private async Task<string> GitAsync(params string[] arguments) =>
        (
            await Cli.Wrap("git")
                .WithArguments(arguments)
                .WithWorkingDirectory(_folder.Path)
                .ExecuteBufferedAsync(TestContext.Current.CancellationToken)
        ).StandardOutput;
}
