using System.Diagnostics;
using Assay.Core.Serving;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Drift;

/// <summary>The churn example with its own training program in a repository of its own; what it serves ends with it.</summary>
internal sealed class ChurnProject : IDisposable
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "demo", "churn");
    private readonly TemporaryFolder _folder = new();

    private ChurnProject() { }

    /// <summary>The repository.</summary>
    public string Clone => _folder.File("churn");

    /// <param name="more">Lines under the model in assay.yml.</param>
    public static async Task<ChurnProject> CreateAsync(params string[] more)
    {
        var project = new ChurnProject();
        foreach (var file in (string[])["assay.yml", "params.yaml", "data/train.csv", "data/holdout.csv"])
        {
            var copy = Path.Combine(project.Clone, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Example, file), copy);
        }

        await File.AppendAllLinesAsync(
            Path.Combine(project.Clone, "assay.yml"),
            more.Select(line => "    " + line),
            TestContext.Current.CancellationToken
        );
        await project.GitAsync("init", "--quiet");
        await project.GitAsync("config", "user.name", "Zoe");
        await project.GitAsync("config", "user.email", "z@example.com");
        await project.GitAsync("add", ".");
        await project.GitAsync("commit", "--quiet", "--message", "Customers");
        return project;
    }

    /// <summary>A file beside the repository.</summary>
    public string FileOf(string name) => _folder.File(name);

    /// <summary>Runs commands that must succeed.</summary>
    public async Task DoAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            var result = await AssayAsync(line.Split(' '));
            result.ExitCode.ShouldBe(0, result.Log);
        }
    }

    public Task<ProgramResult> AssayAsync(params string[] arguments) =>
        AssayProgram.RunAsync(
            Clone,
            arguments,
            new Dictionary<string, string>
            {
                ["PATH"] =
                    $"{Path.Combine(Example, "bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            }
        );

    public void Dispose()
    {
        foreach (var server in Servers("*").Select(s => Process.GetProcessById(s.Pid)))
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Where the gateway of a target takes requests.</summary>
    public Uri Gateway(string target) => new($"http://127.0.0.1:{Servers(target, "gateway").Single().Port}");

    private IEnumerable<ServerReady> Servers(string target, string part = "") =>
        Directory
            .CreateDirectory(Path.Combine(Clone, ".git", "assay", "targets"))
            .EnumerateDirectories(target)
            .SelectMany(folder => folder.EnumerateFiles("ready.json", SearchOption.AllDirectories))
            .Where(file => file.DirectoryName!.EndsWith(part, StringComparison.Ordinal))
            .Select(file => ServerReady.Parse(File.ReadAllText(file.FullName)));

    private async Task GitAsync(params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(Clone)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
