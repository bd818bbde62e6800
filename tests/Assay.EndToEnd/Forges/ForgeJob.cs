using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Forges;

/// <summary>A job of a pull request in a clone, on GitHub or GitLab: the same program with what each runner says to it.</summary>
/// <param name="Server">The forge.</param>
/// <param name="Workspace">The clone.</param>
/// <param name="HeadSha">The pull request's last commit.</param>
internal sealed record ForgeJob(LoopbackForge Server, string Workspace, string HeadSha)
{
    public const int PullRequest = 7;

    /// <summary>The branch that the pull request comes from.</summary>
    public string Branch { get; init; } = "better";

    /// <summary>Whether anybody may read the repository.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The token; null for GitLab's own.</summary>
    public string? Token { get; init; } = LoopbackForge.Token;

    /// <summary>The event on GitHub.</summary>
    public string EventName { get; init; } = "pull_request";

    public async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        return await AssayProgram.RunAsync(Workspace, arguments, Variables(folder));
    }

    private Dictionary<string, string> Variables(TemporaryFolder folder) =>
        Server is LoopbackGitHub ? GitHub(folder) : GitLab();

    private Dictionary<string, string> GitHub(TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("event.json"), Event());
        return new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_WORKSPACE"] = Workspace,
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_API_URL"] = Server.Url,
            ["GITHUB_REPOSITORY"] = LoopbackForge.Repository,
            ["GITHUB_RUN_ID"] = "7001",
            ["GITHUB_EVENT_NAME"] = EventName,
            ["GITHUB_EVENT_PATH"] = folder.File("event.json"),
            ["GITHUB_SHA"] = HeadSha,
            ["GITHUB_REF"] = $"refs/pull/{PullRequest}/merge",
            ["GITHUB_HEAD_REF"] = Branch,
            ["GITHUB_BASE_REF"] = "main",
            ["GITHUB_ACTOR"] = "alice",
            ["GITHUB_TOKEN"] = Token ?? "",
        };
    }

    private Dictionary<string, string> GitLab() =>
        new()
        {
            ["GITLAB_CI"] = "true",
            ["CI_PROJECT_DIR"] = Workspace,
            ["CI_SERVER_URL"] = Server.Url,
            ["CI_API_V4_URL"] = $"{Server.Url}/api/v4",
            ["CI_PROJECT_PATH"] = LoopbackForge.Repository,
            ["CI_PROJECT_VISIBILITY"] = IsPublic ? "public" : "private",
            ["CI_PIPELINE_SOURCE"] = "merge_request_event",
            ["CI_PIPELINE_ID"] = "9001",
            ["CI_JOB_URL"] = $"{Server.Url}/{LoopbackForge.Repository}/-/jobs/7001",
            ["CI_COMMIT_SHA"] = HeadSha,
            ["CI_MERGE_REQUEST_IID"] = "7",
            ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = Branch,
            ["CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"] = LoopbackForge.Repository,
            ["CI_MERGE_REQUEST_PROJECT_PATH"] = LoopbackForge.Repository,
            ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
            ["CI_JOB_TOKEN"] = LoopbackGitLab.JobToken,
            ["ASSAY_TOKEN"] = Token ?? "",
        };

    private string Event()
    {
        var repository = new
        {
            id = 1,
            full_name = LoopbackForge.Repository,
            default_branch = "main",
            @private = !IsPublic,
        };
        return EventName == "workflow_run"
            ? JsonSerializer.Serialize(
                new
                {
                    workflow_run = new
                    {
                        head_branch = Branch,
                        head_sha = HeadSha,
                        head_repository = new { full_name = "mallory/churn" },
                        pull_requests = Array.Empty<object>(),
                    },
                    repository,
                }
            )
            : JsonSerializer.Serialize(
                new
                {
                    number = PullRequest,
                    pull_request = new
                    {
                        number = PullRequest,
                        head = new
                        {
                            @ref = Branch,
                            sha = HeadSha,
                            repo = repository,
                        },
                        @base = new { @ref = "main", repo = repository },
                    },
                    repository,
                }
            );
    }
}
