using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;

namespace Assay.EndToEnd.Examples;

/// <summary>The iris example in a repository of its own, with Debian's Python before all others on the PATH.</summary>
internal sealed class IrisRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public string File(string path) => _folder.File(path);

    public static async Task<IrisRepository> MakeAsync()
    {
        await Python.WithScikitLearnAsync();
        var repository = new IrisRepository();
        var example = new DirectoryInfo(Clone.File("examples/iris-sklearn"));
        Directory.CreateDirectory(repository.File("data"));
        foreach (var file in example.EnumerateFiles().Concat(example.EnumerateFiles("data/*.csv")))
        {
            file.CopyTo(repository.File(Path.GetRelativePath(example.FullName, file.FullName)));
        }

        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        await repository.CommitAsync("Logistic regression");
        return repository;
    }

    public async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", message);
    }

    /// <summary>Pushes the last commit to a branch of a repository.</summary>
    public Task PushAsync(GitServerRepository remote, string branch) =>
        GitAsync("push", "--quiet", remote.Folder, $"HEAD:refs/heads/{branch}");

    public Task<ProgramResult> AssayAsync(params string[] arguments) =>
        AssayProgram.RunAsync(
            _folder.Path,
            [.. arguments, "--model", "iris", "--json"],
            new Dictionary<string, string> { ["PATH"] = $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}" }
        );

    private async Task GitAsync(params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(_folder.Path)
            .ExecuteAsync(TestContext.Current.CancellationToken);
}
