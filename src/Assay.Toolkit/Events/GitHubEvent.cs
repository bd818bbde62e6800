using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Toolkit.Events;

/// <summary>GitHub's variables, and the webhook's payload in the file that <c>GITHUB_EVENT_PATH</c> names.</summary>
internal static class GitHubEvent
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";

    public static EventContext Read(RunnerEnvironment environment)
    {
        var payload = Payload(environment.Variable("GITHUB_EVENT_PATH"));
        var server = environment.Variable("GITHUB_SERVER_URL")?.TrimEnd('/');
        var repository = environment.Variable("GITHUB_REPOSITORY") ?? Text(payload, "repository", "full_name");
        var reference = environment.Variable("GITHUB_REF");
        var pull = Pull(payload, repository);
        var run = environment.Variable("GITHUB_RUN_ID");
        return new EventContext
        {
            Forge = ForgeKind.GitHub,
            Name = environment.Variable("GITHUB_EVENT_NAME"),
            ServerUrl = server,
            ApiUrl = environment.Variable("GITHUB_API_URL")?.TrimEnd('/'),
            Repository = repository,
            Sha = environment.Variable("GITHUB_SHA"),
            Ref = reference,
            Branch = pull?.HeadRef ?? environment.Variable("GITHUB_HEAD_REF") ?? After(Heads, reference),
            Tag = After(Tags, reference),
            Before = EventContext.Existing(Text(payload, "before") ?? Text(payload, "merge_group", "base_sha")),
            DefaultBranch = Text(payload, "repository", "default_branch"),
            PullRequest = pull,
            Source = Source(payload),
            IsPublic =
                Child(payload, "repository", "private") is JsonValue hidden && hidden.TryGetValue(out bool isPrivate)
                    ? !isPrivate
                    : null,
            Actor = environment.Variable("GITHUB_TRIGGERING_ACTOR") ?? environment.Variable("GITHUB_ACTOR"),
            RunUrl =
                server is null || repository is null || run is null
                    ? null
                    : $"{server}/{repository}/actions/runs/{run}",
        };
    }

    private static PullRequest? Pull(JsonNode? payload, string? repository)
    {
        var pull = Child(payload, "pull_request");
        // The list of a workflow_run is empty for forks: such a pull request is found by its head, which needs the forge.
        if (pull is null && Child(payload, "workflow_run", "pull_requests") is JsonArray { Count: 1 } pulls)
        {
            pull = pulls[0];
        }

        if (
            Number(pull ?? payload, "number") is not { } number
            || Text(pull, "head", "ref") is not { } headRef
            || Text(pull, "head", "sha") is not { } headSha
            || Text(pull, "base", "ref") is not { } baseRef
        )
        {
            return null;
        }

        var headId = Id(pull, "head");
        var baseId = Id(pull, "base");
        return new PullRequest(
            number,
            headRef,
            headSha,
            baseRef,
            Text(pull, "base", "sha"),
            Text(pull, "head", "repo", "full_name") ?? (headId is not null && headId == baseId ? repository : null),
            headId is null || headId != baseId
        );
    }

    private static WorkflowSource? Source(JsonNode? payload) =>
        Text(payload, "workflow_run", "head_repository", "full_name") is { } repository
        && Text(payload, "workflow_run", "head_branch") is { } branch
        && Text(payload, "workflow_run", "head_sha") is { } sha
            ? new WorkflowSource(repository, branch, sha)
            : null;

    private static string? Id(JsonNode? pull, string side) => Child(pull, side, "repo", "id")?.ToJsonString();

    private static JsonNode? Payload(string? path)
    {
        try
        {
            return path is null || !File.Exists(path) ? null : JsonNode.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static JsonNode? Child(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node is JsonObject parent && parent.TryGetPropertyValue(key, out var child) ? child : null;
        }

        return node;
    }

    private static string? Text(JsonNode? node, params ReadOnlySpan<string> path) =>
        Child(node, path) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : null;

    private static int? Number(JsonNode? node, params ReadOnlySpan<string> path) =>
        Child(node, path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static string? After(string prefix, string? text) =>
        text?.StartsWith(prefix, StringComparison.Ordinal) == true ? text[prefix.Length..] : null;
}
