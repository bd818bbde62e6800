using Assay.EndToEnd.Machine;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.BadInput;

/// <summary>A repository with one model and no remote, whose training is a line of shell.</summary>
internal sealed class SmallProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallProject(string? folder) => Folder = folder ?? _folder.File("project");

    public string Folder { get; }

    /// <param name="command">The training.</param>
    /// <param name="folder">Where; in a temporary folder when left out.</param>
    public static async Task<SmallProject> MakeAsync(string command, string? folder = null)
    {
        var project = new SmallProject(folder);
        Directory.CreateDirectory(project.Folder);
        await project.GitAsync("init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(
            Path.Combine(project.Folder, "assay.yml"),
            $$"""
            version: 1
            models:
              churn:
                task: binary
                train: { command: '{{command}}', model: model.pkl }
            """
        );
        await File.WriteAllTextAsync(Path.Combine(project.Folder, ".gitignore"), "model.pkl\n");
        await project.GitAsync("add", "--all");
        await project.GitAsync(
            "-c",
            "user.name=Zoe",
            "-c",
            "user.email=z@example.com",
            "commit",
            "--quiet",
            "-m",
            "A model"
        );
        return project;
    }

    public async Task GitAsync(params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(Folder)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
