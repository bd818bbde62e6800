using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Runs;
using Assay.Toolkit;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Tests.Git;

/// <summary>A temporary folder with a bare remote and clones of it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assay-git-");

    public string Folder => _folder.FullName;

    public string Remote => Path.Combine(Folder, "remote.git");

    public List<string> Warnings { get; } = [];

    /// <summary>With a remote that has one commit on main.</summary>
    public static async Task<Workspace> WithRemoteAsync()
    {
        var workspace = new Workspace();
        await Workspace.GitAsync(
            workspace.Folder,
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            workspace.Remote
        );
        var first = await workspace.CloneAsync("first");
        await CommitAsync(first, "assay.yml", "version: 1\n");
        await GitAsync(first, "push", "--quiet", "origin", "HEAD:main");
        return workspace;
    }

    public async Task<string> CloneAsync(string name, params string[] options)
    {
        var folder = Path.Combine(Folder, name);
        await GitAsync(Folder, ["clone", "--quiet", .. options, "file://" + Remote, folder]);
        return folder;
    }

    public async Task<string> InitAsync(string name)
    {
        var folder = Path.Combine(Folder, name);
        await GitAsync(Folder, "init", "--quiet", "--initial-branch=main", folder);
        return folder;
    }

    public static async Task<string> CommitAsync(string clone, string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, path))!);
        await File.WriteAllTextAsync(Path.Combine(clone, path), content);
        await GitAsync(clone, "add", path);
        await GitAsync(clone, "commit", "--quiet", "--message", $"change {path}");
        return await GitAsync(clone, "rev-parse", "HEAD");
    }

    public async Task<Ledger> LedgerAsync(string clone, bool mayBeStale = false) =>
        new(
            await LedgerStore.OpenAsync(await RepositoryAsync(clone), TimeProvider.System, Token, Impatient),
            clone,
            Warnings.Add,
            mayBeStale
        );

    public static Patience Impatient { get; } = new(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<GitRepository> RepositoryAsync(string folder) =>
        GitRepository.OpenAsync(folder, Environment, Token);

    public static RunnerEnvironment Environment { get; } =
        ProcessEnvironment.Read() with
        {
            Variables = Identity(ProcessEnvironment.Read().Variables),
        };

    /// <summary>A run with one artifact, its model, whose file is written.</summary>
    public RunFolder Run(int number, string content = "model", DateTimeOffset? at = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "artifacts", number.ToString("D6"))).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        File.WriteAllText(Path.Combine(folder, "out", "model \"1\".pkl"), content);
        var bytes = Encoding.UTF8.GetBytes(content);
        var artifact = new Artifact("out/model \"1\".pkl", Sha256Digest.FromHash(SHA256.HashData(bytes)), bytes.Length);
        var run = ExampleRun.Finished(number, at: at) with { Artifacts = [artifact], ModelPath = artifact.Path };
        return new RunFolder(run, folder);
    }

    public static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(Environment.Variables.ToDictionary(v => v.Key, v => (string?)v.Value))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Token);
        result.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}\n{result.StandardError}");
        return result.StandardOutput.TrimEnd('\n');
    }

    /// <summary>The refs of the remote under a prefix.</summary>
    public async Task<string[]> RemoteRefsAsync(string prefix) =>
        (await GitAsync(Remote, "for-each-ref", "--format=%(refname)", prefix)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );

    public void AddHook(string name, string script)
    {
        var path = Path.Combine(Remote, "hooks", name);
        File.WriteAllText(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Git asks for a name before it commits; the machine need not have one.
    private static ImmutableDictionary<string, string> Identity(ImmutableDictionary<string, string> variables) =>
        variables
            .SetItem("GIT_AUTHOR_NAME", "Zoe")
            .SetItem("GIT_AUTHOR_EMAIL", "zoe@example.com")
            .SetItem("GIT_COMMITTER_NAME", "Zoe")
            .SetItem("GIT_COMMITTER_EMAIL", "zoe@example.com");
}
