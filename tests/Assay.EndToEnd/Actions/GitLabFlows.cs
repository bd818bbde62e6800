using Assay.EndToEnd.Forges;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>A model's life by the flows that a team copies, in pipelines that gitlab-ci-local runs; lived once, when a test first asks.</summary>
public sealed class GitLabFlows : IDisposable
{
    private const string Included = """
        include:
          - { local: ci/assay/flows/model-mr.yml, inputs: { model: churn } }
          - { local: ci/assay/flows/model-main.yml, inputs: { model: churn } }
          - { local: ci/assay/flows/model-release.yml, inputs: { model: churn, push: 'false' } }
          - { local: ci/assay/flows/model-promote.yml, inputs: { model: churn } }
          - { local: ci/assay/flows/model-rollback.yml, inputs: { model: churn, reason: customers complain } }
          - { local: ci/assay/flows/model-watch.yml, inputs: { model: churn, current: data/new.csv } }
        """;
    private const string Isolated = "--shell-isolation";
    private static readonly string[] Clicked =
    [
        Isolated,
        "--manual=churn-register",
        "--manual=churn-promote-prod",
        "churn-train",
        "churn-gate",
        "churn-register",
        "churn-promote-prod",
    ];
    private readonly Lazy<Task> _lived;
    private readonly List<IDisposable> _made = [];

    public GitLabFlows(GitServer server) => _lived = new Lazy<Task>(() => LiveAsync(server));

    internal GitLabPipelineResult First { get; private set; } = null!;

    internal GitLabPipelineResult Worse { get; private set; } = null!;

    internal GitLabPipelineResult Second { get; private set; } = null!;

    internal GitLabPipelineResult Back { get; private set; } = null!;

    internal GitLabPipelineResult Night { get; private set; } = null!;

    /// <summary>The forge that the merge request is on.</summary>
    public LoopbackGitLab Forge { get; private set; } = null!;

    /// <summary>The refs after all of it.</summary>
    public string Refs { get; private set; } = "";

    public Task LivedAsync() => _lived.Value;

    public void Dispose() => _made.ForEach(m => m.Dispose());

    private async Task LiveAsync(GitServer server)
    {
        var project = Made(await GitLabProject.MakeAsync(server, Included));
        First = await Pipeline(project).RunAsync("main", null, Clicked);

        await project.ChangeAsync("worse", "worse", "params.yaml");
        Forge = Made(new LoopbackGitLab());
        var head = (await project.RefsAsync())
            .Split('\n')
            .Single(r => r.EndsWith("refs/heads/worse", StringComparison.Ordinal));
        Forge.Pulls[7] = new LoopbackPull(7, head.Split('\t')[0], "worse", LoopbackForge.Repository);
        Worse = await Pipeline(project)
            .RunAsync(
                "worse",
                new Dictionary<string, string>
                {
                    ["ASSAY_TOKEN"] = LoopbackForge.Token,
                    ["CI_API_V4_URL"] = $"{Forge.Url}/api/v4",
                    ["CI_SERVER_URL"] = Forge.Url,
                    ["CI_COMMIT_BRANCH"] = "",
                    ["CI_PIPELINE_SOURCE"] = "merge_request_event",
                    ["CI_MERGE_REQUEST_IID"] = "7",
                    ["CI_MERGE_REQUEST_PROJECT_PATH"] = "acme/churn",
                    ["CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"] = "acme/churn",
                    ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = "worse",
                    ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
                },
                Isolated
            );

        await project.ChangeAsync("main", "better", "params.yaml");
        Second = await Pipeline(project).RunAsync("main", null, Clicked);
        await project.ChangeAsync("main", "later", "data/new.csv");
        var last = Pipeline(project);
        Back = await last.RunAsync("main", null, Isolated, "churn-rollback-prod");
        Night = await last.RunAsync(
            "main",
            new Dictionary<string, string> { ["CI_PIPELINE_SOURCE"] = "schedule" },
            Isolated
        );
        Refs = await project.RefsAsync();
    }

    private GitLabPipeline Pipeline(GitLabProject project) =>
        Made(new GitLabPipeline(project.Remote, GitLabProject.Programs));

    private T Made<T>(T part)
        where T : IDisposable
    {
        _made.Add(part);
        return part;
    }
}
