using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Running;

/// <summary>
/// The folders and variables with which GitHub's runner starts a step, as its own code does: seen from this machine
/// (<see cref="Path"/>) and from the step, which in a container has them at other places.
/// </summary>
internal sealed class RunnerFolders : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suffix = Guid.NewGuid().ToString();

    public RunnerFolders(ActionStep step)
    {
        foreach (var name in (string[])["home", "workflow", "file_commands", "runner_temp"])
        {
            Directory.CreateDirectory(Path(name));
        }

        foreach (var name in (string[])["set_output_", "step_summary_", "save_state_", "set_env_", "add_path_"])
        {
            File.Create(Path($"file_commands/{name}{_suffix}")).Dispose();
        }

        File.WriteAllText(Path("workflow/event.json"), step.EventJson);
    }

    /// <summary>A folder or file of the runner on this machine.</summary>
    public string Path(string name) => _folder.File(name);

    /// <summary>What the step finds in its environment.</summary>
    /// <param name="step">The step.</param>
    /// <param name="manifest">Its action: each declared input becomes a variable, empty where nothing is given.</param>
    /// <param name="workspace">The workspace as the step sees it.</param>
    /// <param name="at">Where the step sees one of this runner's folders.</param>
    public Dictionary<string, string> Variables(
        ActionStep step,
        ActionManifestFile manifest,
        string workspace,
        Func<string, string> at
    )
    {
        var variables = new Dictionary<string, string>
        {
            ["CI"] = "true",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTION"] = "__self",
            ["GITHUB_ACTOR"] = "alice",
            ["GITHUB_API_URL"] = "https://api.github.com",
            ["GITHUB_EVENT_NAME"] = step.EventName,
            ["GITHUB_EVENT_PATH"] = $"{at("workflow")}/event.json",
            ["GITHUB_JOB"] = "model",
            ["GITHUB_REF"] = "refs/heads/main",
            ["GITHUB_REF_NAME"] = "main",
            ["GITHUB_REF_TYPE"] = "branch",
            ["GITHUB_REPOSITORY"] = "acme/churn",
            ["GITHUB_REPOSITORY_OWNER"] = "acme",
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_RUN_ID"] = "7001",
            ["GITHUB_RUN_NUMBER"] = "12",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_WORKFLOW"] = "model",
            ["GITHUB_WORKSPACE"] = workspace,
            ["GITHUB_OUTPUT"] = $"{at("file_commands")}/set_output_{_suffix}",
            ["GITHUB_STEP_SUMMARY"] = $"{at("file_commands")}/step_summary_{_suffix}",
            ["GITHUB_STATE"] = $"{at("file_commands")}/save_state_{_suffix}",
            ["GITHUB_ENV"] = $"{at("file_commands")}/set_env_{_suffix}",
            ["GITHUB_PATH"] = $"{at("file_commands")}/add_path_{_suffix}",
            ["HOME"] = at("home"),
            ["RUNNER_ARCH"] = "X64",
            ["RUNNER_OS"] = "Linux",
            ["RUNNER_TEMP"] = at("runner_temp"),
            ["RUNNER_WORKSPACE"] = System.IO.Path.GetDirectoryName(step.Workspace)!,
            ["ACTIONS_RUNTIME_URL"] = "https://pipelines.example.org/",
            ["ACTIONS_RUNTIME_TOKEN"] = "runtime-token-of-the-tests",
            ["ACTIONS_RESULTS_URL"] = "https://results.example.org/",
            ["ACTIONS_CACHE_URL"] = "https://cache.example.org/",
        };
        foreach (var (name, value) in manifest.Defaults.Concat(step.With))
        {
            variables[$"INPUT_{name.ToUpperInvariant()}"] = value;
        }

        foreach (var (name, value) in step.Env)
        {
            variables[name] = value;
        }

        return variables;
    }

    public ActionResult Result(int exitCode, string log) =>
        new(
            exitCode,
            FileCommands.Read(Path($"file_commands/set_output_{_suffix}")),
            File.ReadAllText(Path($"file_commands/step_summary_{_suffix}")),
            FileCommands.Read(Path($"file_commands/set_env_{_suffix}")),
            log
        );

    public void Dispose() => _folder.Dispose();
}
