using System.Diagnostics;
using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;

namespace Assay.EndToEnd.Rollouts;

/// <summary>A repository of its own with churn's versions v1.0.0 and v1.1.0 and a target; what serves there ends with it.</summary>
internal sealed class RolloutProject : IAsyncDisposable
{
    private const string Target = "here";
    private readonly TemporaryFolder _folder = new();
    private readonly string? _engine;

    private RolloutProject(string? engine) => _engine = engine;

    public string Folder => _folder.File("clone");

    /// <summary>A second clone of the same repository, with the same targets.</summary>
    public string OtherFolder => _folder.File("other");

    /// <param name="demo">Where the versions come from.</param>
    /// <param name="deploy">Lines of <c>deploy:</c> beside its targets.</param>
    /// <param name="stage">The stage that the target follows, or null.</param>
    /// <param name="engine">The Docker engine to serve at; without one servers are processes.</param>
    /// <param name="port">Where requests come; 0 for any that is free.</param>
    public static async Task<RolloutProject> MakeAsync(
        DemoProject demo,
        string deploy,
        string? stage = null,
        DockerEngine? engine = null,
        int port = 0
    )
    {
        if (engine is not null)
        {
            await engine.RequireAsync();
        }

        var project = new RolloutProject(engine?.Endpoint);
        var shared = Path.Combine(await demo.CloneAsync(), "..", "shared.git");
        await GitAsync(project._folder.Path, "clone", "--quiet", "--mirror", shared, "shared.git");
        foreach (var clone in (string[])["clone", "other"])
        {
            await GitAsync(project._folder.Path, "clone", "--quiet", "shared.git", clone);
            var kind = engine is null ? "process" : "docker";
            var settings = project._folder.File($"{clone}/assay.yml");
            var text = await File.ReadAllTextAsync(settings);
            await File.WriteAllTextAsync(
                settings,
                text[..text.IndexOf("    deploy:", StringComparison.Ordinal)]
                    + $"    deploy:\n      targets: {{ {Target}: {{ kind: {kind}, listen: '127.0.0.1:{port}'{(stage is null ? "" : $", stage: {stage}")} }} }}\n"
                    + string.Concat(deploy.Split('\n').Select(line => $"      {line}\n"))
            );
        }

        return project;
    }

    /// <summary>deploy-canary, with the model and the target.</summary>
    public Task<ProgramResult> CanaryAsync(string deed, params string[] arguments) =>
        RunAsync(["deploy-canary", deed, "--model=churn", $"--target={Target}", .. arguments]);

    /// <summary>deploy-canary where no engine answers.</summary>
    public Task<ProgramResult> CanaryWithoutEngineAsync(string deed) =>
        AssayProgram.RunAsync(
            Folder,
            ["deploy-canary", deed, "--model=churn", $"--target={Target}"],
            new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" }
        );

    /// <summary>deploy-canary, and its answer.</summary>
    public async Task<JsonElement> AnswerAsync(string deed, params string[] arguments)
    {
        var result = await CanaryAsync(deed, ["--json", .. arguments]);
        result.Output.ShouldNotBeEmpty(result.Log);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Any command.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) =>
        AssayProgram.RunAsync(Folder, arguments, Variables);

    /// <summary>Starts deploy-canary, to be killed.</summary>
    public Process Start(string deed, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            AssayProgram.Path,
            ["deploy-canary", deed, "--model=churn", $"--target={Target}", .. arguments]
        )
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in AssayProgram.Environment(Variables))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Lets a version serve at once.</summary>
    public async Task<Uri> ServeFirstAsync(string version = "v1.0.0")
    {
        var answer = await AnswerAsync("start", "--version", version);
        answer.GetProperty("phase").GetString().ShouldBe("promoted", answer.ToString());
        return new Uri(answer.GetProperty("url").GetString()!);
    }

    /// <summary>The tip of the journal, or empty.</summary>
    public async Task<string> JournalTipAsync() =>
        await GitAsync(
            _folder.Path,
            "--git-dir=shared.git",
            "for-each-ref",
            "--format=%(objectname)",
            $"refs/assay/rollout/{Target}/churn"
        );

    /// <summary>The phases that the journal holds, oldest first.</summary>
    public async Task<string[]> PhasesAsync() =>
        [
            .. (
                await GitAsync(
                    _folder.Path,
                    "--git-dir=shared.git",
                    "log",
                    "--reverse",
                    "--format=%s",
                    $"refs/assay/rollout/{Target}/churn"
                )
            )
                .Split('\n')
                .Select(subject => subject.Split(' ')[0]),
        ];

    /// <summary>The servers and gateways that run for this project, as their command lines.</summary>
    public string[] Processes() => [.. ProcessLines.Of("assay-serving").Where(line => line.Contains(_folder.Path))];

    /// <summary>Kills the servers and gateways whose command lines hold a text, such as <c>servers/v1.1.0/</c>.</summary>
    public async Task KillAsync(string text)
    {
        foreach (var pid in ProcessLines.PidsOf(_folder.Path + "/").Intersect(ProcessLines.PidsOf(text)))
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync("");

        _folder.Dispose();
    }

    private Dictionary<string, string> Variables =>
        _engine is null ? [] : new Dictionary<string, string> { ["DOCKER_HOST"] = _engine };

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var output = new System.Text.StringBuilder();
        await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .ExecuteAsync(TestContext.Current.CancellationToken);
        return output.ToString().Trim();
    }
}
