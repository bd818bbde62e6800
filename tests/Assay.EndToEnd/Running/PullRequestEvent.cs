using System.Text.Json;

namespace Assay.EndToEnd.Running;

/// <summary>The payload of an event about pull request 7, from the branch "better" of the repository itself to "main".</summary>
internal static class PullRequestEvent
{
    public static string Json(string name, string headSha = "3f9c2a1b6d0e4f5a8b7c9d0e1f2a3b4c5d6e7f80")
    {
        var repository = new
        {
            id = 1,
            full_name = "acme/churn",
            default_branch = "main",
            @private = true,
        };
        var pull = new
        {
            number = 7,
            head = new
            {
                @ref = "better",
                sha = headSha,
                repo = repository,
            },
            @base = new { @ref = "main", repo = repository },
        };
        return name == "workflow_run"
            ? JsonSerializer.Serialize(new { workflow_run = new { pull_requests = new[] { pull } }, repository })
            : JsonSerializer.Serialize(
                new
                {
                    number = 7,
                    pull_request = pull,
                    repository,
                }
            );
    }
}
