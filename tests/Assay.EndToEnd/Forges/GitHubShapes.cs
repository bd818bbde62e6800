using System.Text.Json.Nodes;

namespace Assay.EndToEnd.Forges;

/// <summary>Answers in the shapes that GitHub documents.</summary>
internal static class GitHubShapes
{
    private const string Time = "2026-03-03T10:00:00Z";

    public static JsonObject User(long id, string type = "User") =>
        new()
        {
            ["login"] = $"user-{id}",
            ["id"] = id,
            ["type"] = type,
        };

    public static JsonObject Repository(string name) =>
        new()
        {
            ["id"] = 1,
            ["full_name"] = name,
            ["name"] = name.Split('/')[1],
            ["private"] = true,
        };

    public static JsonObject Pull(LoopbackPull pull, string repository) =>
        new()
        {
            ["number"] = pull.Number,
            ["id"] = pull.Number,
            ["state"] = pull.Open ? "open" : "closed",
            ["head"] = new JsonObject
            {
                ["ref"] = pull.Branch,
                ["sha"] = pull.Sha,
                ["repo"] = Repository(pull.Repository),
            },
            ["base"] = new JsonObject
            {
                ["ref"] = "main",
                ["sha"] = "0000000000000000000000000000000000000001",
                ["repo"] = Repository(repository),
            },
        };

    public static JsonObject Comment(LoopbackComment comment, string repository) =>
        new()
        {
            ["id"] = comment.Id,
            ["body"] = comment.Body,
            ["html_url"] = $"https://github.com/{repository}/pull/{comment.Pull}#issuecomment-{comment.Id}",
            ["user"] = User(comment.Author),
            ["created_at"] = Time,
            ["updated_at"] = Time,
        };

    public static JsonObject Issue(LoopbackIssue issue, string repository) =>
        new()
        {
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["body"] = issue.Body,
            ["state"] = issue.Open ? "open" : "closed",
            ["html_url"] = $"https://github.com/{repository}/issues/{issue.Number}",
            ["user"] = User(issue.Author),
        };

    public static JsonObject Status(JsonObject status, long id) =>
        new()
        {
            ["id"] = id,
            ["state"] = status["state"]?.DeepClone(),
            ["context"] = status["context"]?.DeepClone(),
            ["description"] = status["description"]?.DeepClone(),
            ["created_at"] = Time,
            ["updated_at"] = Time,
        };

    /// <summary>A check run: what was asked for now, else what it was; annotations add up.</summary>
    public static JsonObject Check(long id, JsonObject asked, JsonObject? earlier)
    {
        var output = asked["output"]?.AsObject();
        var annotations = new JsonArray([
            .. (earlier?["annotations"]?.AsArray() ?? []).Select(a => a!.DeepClone()),
            .. (output?["annotations"]?.AsArray() ?? []).Select(a => a!.DeepClone()),
        ]);
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = (asked["name"] ?? earlier?["name"])?.DeepClone(),
            ["head_sha"] = (asked["head_sha"] ?? earlier?["head_sha"])?.DeepClone(),
            ["status"] = asked["status"]?.DeepClone(),
            ["conclusion"] = asked["conclusion"]?.DeepClone(),
            ["details_url"] = asked["details_url"]?.DeepClone(),
            ["output"] = new JsonObject
            {
                ["title"] = output?["title"]?.DeepClone(),
                ["summary"] = output?["summary"]?.DeepClone(),
                ["annotations_count"] = annotations.Count,
            },
            ["annotations"] = annotations,
        };
    }
}
