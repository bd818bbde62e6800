using Assay.EndToEnd.Examples;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>
/// The iris example on GitLab: a pipeline of the main branch that trains, judges, registers and promotes, and one of a merge
/// request whose model is worse. They run once, when a test first asks.
/// </summary>
public sealed class GitLabPipelines : IDisposable
{
    private readonly Lazy<Task> _both;
    private readonly List<IDisposable> _made = [];

    public GitLabPipelines(GitServer server) => _both = new Lazy<Task>(() => RunAsync(server));

    internal GitLabJobResult Training { get; private set; } = null!;

    internal GitLabJobResult First { get; private set; } = null!;

    internal string FirstSummary { get; private set; } = "";

    internal GitLabJobResult Registration { get; private set; } = null!;

    internal GitLabJobResult Promotion { get; private set; } = null!;

    internal GitLabJobResult Stopped { get; private set; } = null!;

    /// <summary>The merge request's last job, whose files are still there.</summary>
    internal GitLabJob Last { get; private set; } = null!;

    public Task RanAsync() => _both.Value;

    public void Dispose() => _made.ForEach(m => m.Dispose());

    private async Task RunAsync(GitServer server)
    {
        var iris = Made(await IrisRepository.MakeAsync());
        var remote = await server.CreateRepositoryAsync();
        await iris.PushAsync(remote, "main");
        var job = Made(new GitLabJob(remote, "/usr/bin:/bin"));

        var variables = new Dictionary<string, string>();
        Training = await NextAsync("train", "main");
        First = await NextAsync("evaluate-gate", "main", "run=$ASSAY_OUTPUT_RUN_ID", "report=report");
        FirstSummary = job.File("assay-summary.md");
        Registration = await job.RunAsync(
            "register",
            "main",
            Training.Variables,
            "model=iris",
            "run=$ASSAY_OUTPUT_RUN_ID"
        );
        Promotion = await job.RunAsync("promote", "main", Registration.Variables, "model=iris", "stage=prod");

        await File.WriteAllTextAsync(iris.File("params.json"), """{ "C": 0.00001, "seed": 1 }""");
        await iris.CommitAsync("Regularise it away");
        await iris.PushAsync(remote, "less");
        variables = new Dictionary<string, string>
        {
            ["CI_COMMIT_BRANCH"] = "",
            ["CI_PIPELINE_SOURCE"] = "merge_request_event",
            ["CI_MERGE_REQUEST_IID"] = "7",
            ["CI_MERGE_REQUEST_PROJECT_PATH"] = "acme/iris",
            ["CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"] = "acme/iris",
            ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = "less",
            ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
        };
        await NextAsync("train", "less");
        Stopped = await NextAsync("evaluate-gate", "less", "run=$ASSAY_OUTPUT_RUN_ID");
        Last = job;

        async Task<GitLabJobResult> NextAsync(string template, string branch, params string[] inputs)
        {
            var result = await job.RunAsync(template, branch, variables, [.. inputs, "model=iris"]);
            foreach (var (name, value) in result.Variables)
            {
                variables[name] = value;
            }

            return result;
        }
    }

    private T Made<T>(T part)
        where T : IDisposable
    {
        _made.Add(part);
        return part;
    }
}
