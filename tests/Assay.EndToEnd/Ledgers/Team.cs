using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Ledgers;

/// <summary>A repository on the git server with a model in it, and clones of it as jobs and people have them.</summary>
internal sealed class Team : IDisposable
{
    private const string Settings = """
        version: 1
        models:
          churn:
            task: binary
            train:
              command: sh train.sh
              inputs: [train.sh, metrics.json]
              model: model.pkl
              metrics: out.json
              predictions: predictions.csv
            data:
              validation: holdout.csv
              target: churned
              id: id
            gate:
              first: pass
              primary: roc_auc
              compare: { kind: non-inferior, margin: 0.1 }
              require: [roc_auc >= 0.8]
        """;

    // A score that is right on each row but every tenth.
    private const string Training = """
        cp metrics.json out.json
        printf 'a model' > model.pkl
        awk -F, 'NR == 1 { print "id,score"; next } { print $1 "," (NR % 10 ? 0.1 + 0.8 * $2 : 0.5) }' holdout.csv > predictions.csv
        """;

    private readonly TemporaryFolder _folder = new();

    private Team(GitServerRepository remote) => Remote = remote;

    public GitServerRepository Remote { get; }

    public static async Task<Team> MakeAsync(GitServer server)
    {
        var team = new Team(await server.CreateRepositoryAsync());
        var first = team.File("first");
        await team.GitAsync(".", "clone", "--quiet", team.Remote.Folder, first);
        var rows = Enumerable.Range(1, 300).Select(row => $"c{row},{row % 2}\n");
        foreach (
            var (name, content) in (IEnumerable<(string, string)>)
                [
                    ("assay.yml", Settings),
                    ("train.sh", Training),
                    ("metrics.json", """{ "roc_auc": 0.8 }"""),
                    ("holdout.csv", "id,churned\n" + string.Concat(rows)),
                    (".gitignore", "out.json\nmodel.pkl\npredictions.csv\nassay-report\n"),
                ]
        )
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(first, name), content);
        }

        await team.CommitAsync("first", "A model");
        await team.GitAsync("first", "push", "--quiet", "origin", "HEAD:main");
        return team;
    }

    public async Task CommitAsync(string clone, string message)
    {
        await GitAsync(clone, "add", "--all");
        await GitAsync(clone, "commit", "--quiet", "--message", message);
    }

    public string File(string name) => _folder.File(name);

    /// <summary>A clone whose credentials lie where actions/checkout leaves them: a header in the clone's own configuration.</summary>
    public async Task<string> CheckOutAsync(string name, params string[] options)
    {
        var header = GitServerRepository.AuthorizationHeader("x-access-token");
        await GitAsync(
            ".",
            ["clone", "--quiet", .. options, "-c", $"http.{Host}/.extraheader={header}", $"{Remote.Url}", name]
        );
        return name;
    }

    /// <summary>A clone as GitLab makes one, with user and password in the remote's address.</summary>
    public async Task<string> CloneWithPasswordAsync(string name)
    {
        await GitAsync(".", "clone", "--quiet", $"{Remote.UrlFor("gitlab-ci-token")}", name);
        return name;
    }

    /// <summary>The server as configuration names it: scheme, host and port.</summary>
    public string Host => Remote.Url.GetLeftPart(UriPartial.Authority);

    public async Task<string> GitAsync(string clone, params string[] arguments)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(["-c", "user.name=Zoe", "-c", "user.email=zoe@example.com", .. arguments])
            .WithWorkingDirectory(File(clone))
            .WithEnvironmentVariables(variables => variables.Set("GIT_TERMINAL_PROMPT", "0"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}\n{result.StandardError}");
        return result.StandardOutput.TrimEnd('\n');
    }

    public Task<ProgramResult> AssayAsync(string clone, params string[] arguments) =>
        AssayProgram.RunAsync(File(clone), arguments);

    /// <summary>Bundles that were left in a clone.</summary>
    public string[] Bundles(string clone) =>
        Directory.Exists(File($"{clone}/.assay"))
            ? [.. Directory.GetFiles(File($"{clone}/.assay"), "*.bundle").Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Records the metrics as a run; its id, as the program gave it when the remote had taken it.</summary>
    public async Task<string> RecordAsync(string clone)
    {
        var answer = await AssayAsync(clone, "log-run", "--model", "churn", "--metrics", "metrics.json", "--json");
        answer.ExitCode.ShouldBe(0, answer.Log);
        return JsonDocument.Parse(answer.Output).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Ids of all runs as a clone sees them, oldest first.</summary>
    public async Task<IReadOnlyList<string>> RunsAsync(string clone)
    {
        var answer = await AssayAsync(clone, "runs", "list", "--json");
        answer.ExitCode.ShouldBe(0, answer.Log);
        return
        [
            .. JsonDocument
                .Parse(answer.Output)
                .RootElement.EnumerateArray()
                .Select(run => run.GetProperty("id").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Names of the server's refs under a prefix.</summary>
    public async Task<string[]> RemoteRefsAsync(string prefix) =>
        (await GitAsync(Remote.Folder, "for-each-ref", "--format=%(refname)", prefix)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );

    public void Dispose() => _folder.Dispose();
}
