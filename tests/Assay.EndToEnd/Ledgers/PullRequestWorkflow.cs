using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.EndToEnd.Forges;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Ledgers;

/// <summary>
/// The jobs of <c>model-pr.yml</c>, or another workflow, for a change of a team, step by step as they are written: what is run runs in
/// bash, and what is used is done by hand as that action does it. Of a matrix the first job is run.
/// </summary>
/// <param name="team">The repository.</param>
/// <param name="merge">The commit that the pull request is checked out at.</param>
/// <param name="isPublic">
/// Whether anybody may read. The server asks everybody for a password: then the checkout keeps it, for reading.
/// </param>
/// <param name="model">What the workflow's input names; empty for the models that the change touches.</param>
internal sealed partial class PullRequestWorkflow(Team team, string merge, bool isPublic = false, string model = "")
{
    private readonly Dictionary<string, string> _values = new()
    {
        ["inputs.model"] = model,
        ["inputs.runs-on"] = "ubuntu-latest",
        ["inputs.python-version"] = "",
        ["inputs.bump"] = "minor",
        ["github.token"] = LoopbackForge.Token,
    };

    /// <summary>The workflow's file.</summary>
    public string File { get; init; } = "model-pr.yml";

    /// <summary>Another event than a pull request's: on main, with this payload.</summary>
    public (string Name, string Json)? OnMain { get; init; }

    /// <summary>What the folders of its jobs begin with, where another workflow has jobs of these names.</summary>
    public string Place { get; init; } = "";

    /// <summary>Address of GitHub's API, where one answers.</summary>
    public string? Api { get; init; }

    /// <summary>Runs a job in a checkout of its own: whether it succeeded, and what was printed.</summary>
    public async Task<(bool Succeeded, string Log)> RunAsync(string job)
    {
        var name = job;
        var file = WorkflowFile.Job(File, name);
        Holds(file.If).ShouldBeTrue($"{name} does not start");
        job = Place + name;
        Directory.CreateDirectory(team.File(job));
        Directory.CreateDirectory(team.File($"{job} temp"));
        _values["runner.temp"] = team.File($"{job} temp");
        var (failed, log) = (false, "");
        foreach (var step in file.Steps)
        {
            var always = step.If?.Contains("always()", StringComparison.Ordinal) == true;
            if ((failed && !always) || !Holds(step.If))
            {
                continue;
            }

            var result = await RunAsync(job, step);
            log += result.Log;
            failed |= result.ExitCode != 0;
            foreach (var (output, value) in result.Outputs)
            {
                _values[$"steps.{step.Id}.outputs.{output}"] = value;
            }
        }

        foreach (var (output, value) in file.Outputs)
        {
            _values[$"needs.{name}.outputs.{output}"] = Filled(value);
        }

        if (name == "plan")
        {
            TakeMatrix();
        }

        return (!failed, log);
    }

    /// <summary>What a job left for those that need it.</summary>
    public string Output(string job, string name) => _values[$"needs.{job}.outputs.{name}"];

    private void TakeMatrix()
    {
        using var matrix = JsonDocument.Parse(Output("plan", "matrix"));
        foreach (var first in matrix.RootElement.GetProperty("include").EnumerateArray().Take(1))
        {
            foreach (var value in first.EnumerateObject())
            {
                _values[$"matrix.{value.Name}"] = value.Value.ToString();
            }
        }
    }

    private Task<ActionResult> RunAsync(string job, WorkflowStep step)
    {
        var with = step.With.ToDictionary(w => w.Key, w => Filled(w.Value));
        return step.Uses?.Split('@')[0] switch
        {
            null => ShellAsync(job, Filled(step.Run!), step.Env.ToDictionary(e => e.Key, e => Filled(e.Value))),
            "actions/checkout" => CheckOutAsync(job, with),
            "actions/upload-artifact" => Task.FromResult(Upload(job, with)),
            "actions/download-artifact" => Task.FromResult(Download(with)),
            "OWNER/assay/actions/setup" => Task.FromResult(Done()),
            var other => throw new NotSupportedException(other),
        };
    }

    private ActionStep Step(string job, Dictionary<string, string> with) =>
        new("evaluate-gate", team.File(job))
        {
            With = with,
            EventName = OnMain?.Name ?? "pull_request",
            EventJson = OnMain?.Json ?? PullRequestEvent.Json("pull_request"),
            Env = new Dictionary<string, string>
            {
                ["GITHUB_REF"] = OnMain is null ? "refs/pull/7/merge" : "refs/heads/main",
                ["GITHUB_API_URL"] = Api ?? "http://127.0.0.1:1",
            },
        };

    private async Task<ActionResult> ShellAsync(string job, string script, Dictionary<string, string> environment)
    {
        var step = Step(job, []);
        using var folders = new RunnerFolders(step);
        var nothing = new ActionManifestFile(new Dictionary<string, string>(), []);
        var variables = folders.Variables(step, nothing, step.Workspace, folders.Path);
        variables["PATH"] = $"{Path.GetDirectoryName(AssayProgram.Path)}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var result = await Cli.Wrap("bash")
            .WithArguments(["-e", "-c", script])
            .WithWorkingDirectory(step.Workspace)
            .WithEnvironmentVariables(AssayProgram.Environment(variables))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return folders.Result(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    // As actions/checkout does it: the merge commit alone or all of the branches, and a header that stays or does not.
    private async Task<ActionResult> CheckOutAsync(string job, Dictionary<string, string> with)
    {
        var header = $"http.{team.Host}/.extraheader";
        await team.GitAsync(".", "init", "--quiet", job);
        await team.GitAsync(job, "remote", "add", "origin", $"{team.Remote.Url}");
        await team.GitAsync(job, "config", header, GitServerRepository.AuthorizationHeader("x-access-token"));
        var branch = with.GetValueOrDefault("ref");
        var commit =
            branch is null && OnMain is null
                ? merge
                : await team.GitAsync(team.Remote.Folder, "rev-parse", $"refs/heads/{branch ?? "main"}");
        var whole = with.GetValueOrDefault("fetch-depth") == "0";
        string[] what = whole ? ["+refs/heads/*:refs/remotes/origin/*"] : ["--depth=1"];
        await team.GitAsync(
            job,
            ["fetch", "--quiet", "--no-tags", "origin", .. what, $"+{commit}:refs/remotes/pull/7/merge"]
        );
        await team.GitAsync(job, "checkout", "--quiet", "--force", "refs/remotes/pull/7/merge");
        if (with.GetValueOrDefault("persist-credentials") == "false" && !isPublic)
        {
            await team.GitAsync(job, "config", "--unset-all", header);
        }

        return Done();
    }

    private ActionResult Upload(string job, Dictionary<string, string> with)
    {
        var to = Directory.CreateDirectory(team.File($"artifact {with["name"]}")).FullName;
        var path = Path.Combine(team.File(job), with["path"]);
        var (folder, pattern) = Directory.Exists(path)
            ? (path, "*")
            : (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
        foreach (var file in files)
        {
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        return files.Length == 0 && with.GetValueOrDefault("if-no-files-found") == "error"
            ? Done() with
            {
                ExitCode = 1,
                Log = $"no files at {path}",
            }
            : Done();
    }

    private ActionResult Download(Dictionary<string, string> with)
    {
        var to = Directory.CreateDirectory(with["path"]).FullName;
        if (with.GetValueOrDefault("pattern") is { } pattern)
        {
            foreach (var artifact in Directory.GetDirectories(team.File("."), $"artifact {pattern}"))
            {
                Copy(artifact, Path.Combine(to, Path.GetFileName(artifact)["artifact ".Length..]));
            }
        }
        else
        {
            Copy(team.File($"artifact {with["name"]}"), to);
        }

        return Done();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static ActionResult Done() =>
        new(0, new Dictionary<string, string>(), "", new Dictionary<string, string>(), "");

    private string Filled(string text) =>
        Expression().Replace(text, match => _values.GetValueOrDefault(match.Groups["name"].Value, ""));

    // What the workflow's conditions are made of: functions that this runner decides itself, and values that are not empty.
    private bool Holds(string? condition) =>
        condition is null
        || NotEmpty().Matches(condition).All(m => _values.GetValueOrDefault(m.Groups["name"].Value, "") != "");

    [GeneratedRegex(@"\$\{\{ (?<name>[\w.-]+) \}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"(?<name>[\w.-]+) != ''")]
    private static partial Regex NotEmpty();
}
