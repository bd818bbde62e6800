using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assay.EndToEnd.Forges;

/// <summary>GitHub's REST API, as far as Assay asks it.</summary>
public sealed partial class LoopbackGitHub : LoopbackForge
{
    private readonly HashSet<string> _labels = [];
    private const string Root = $"/repos/{Repository}";

    protected override string? Within(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : null;

    protected override bool IsAuthorized(LoopbackRequest request) =>
        request.Headers["Authorization"] is { } value && value.EndsWith(Token, StringComparison.Ordinal);

    protected override LoopbackAnswer Answer(LoopbackRequest request)
    {
        var path = request.Path;
        if (path == "/user")
        {
            return LoopbackAnswer.Ok(GitHubShapes.User(User));
        }

        if (path == "/user-attachments/assets")
        {
            return Upload(request);
        }

        if (Within(path) is not { } inside)
        {
            return LoopbackAnswer.NotFound;
        }

        if (inside.Length == 0)
        {
            return LoopbackAnswer.Ok(GitHubShapes.Repository(Repository));
        }

        if (Number().Match(inside) is not { Success: true } match)
        {
            return inside == "/pulls" ? Pulls_(request)
                : inside == "/issues" && request.Method == "GET" ? IssuesLike(request)
                : inside == "/issues" ? AddIssue(request)
                : inside == "/labels" ? AddLabel(request)
                : inside == "/check-runs" && request.Method == "POST" ? AddCheck(request)
                : OnCommit().Match(inside) is { Success: true } commit ? OnCommit(request, commit)
                : LoopbackAnswer.NotFound;
        }

        var number = long.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
        return (match.Groups["what"].Value, request.Method) switch
        {
            ("pulls", "GET") => Pulls.TryGetValue((int)number, out var pull)
                ? LoopbackAnswer.Ok(GitHubShapes.Pull(pull, Repository))
                : LoopbackAnswer.NotFound,
            ("issues", "GET") => CommentsOf((int)number, request),
            ("issues", "POST") => AddComment((int)number, request),
            ("issues", "PATCH") => SetIssue((int)number, request),
            ("issues/comments", "PATCH") => SetComment(number, request),
            ("issues/comments", "DELETE") => Comments.TryRemove(number, out _)
                ? LoopbackAnswer.Of(204)
                : LoopbackAnswer.NotFound,
            ("check-runs", "PATCH") => SetCheck(number, request),
            _ => LoopbackAnswer.NotFound,
        };
    }

    private LoopbackAnswer Pulls_(LoopbackRequest request)
    {
        var head = (request.Query["head"] ?? "");
        return LoopbackAnswer.Ok(
            new JsonArray([
                .. Pulls
                    .Values.Where(p =>
                        p.Open && (head.Length == 0 || head == $"{p.Repository.Split('/')[0]}:{p.Branch}")
                    )
                    .Select(p => GitHubShapes.Pull(p, Repository)),
            ])
        );
    }

    private LoopbackAnswer CommentsOf(int pull, LoopbackRequest request)
    {
        var size = int.TryParse(request.Query["per_page"], out var asked) ? asked : 30;
        var page = int.TryParse(request.Query["page"], out var number) ? number : 1;
        var all = Comments.Values.Where(c => c.Pull == pull).OrderBy(c => c.Id).ToList();
        var next = "";
        if (all.Count > page * size)
        {
            var query = $"per_page={size}&page={page + 1}";
            next = $"<{Url}{request.Path}?{query}>; rel=\"next\"";
        }

        var shown = all.Skip((page - 1) * size).Take(size).Select(c => GitHubShapes.Comment(c, Repository));
        return LoopbackAnswer.Ok(new JsonArray([.. shown])) with
        {
            Headers = next.Length > 0 ? new() { ["Link"] = next } : [],
        };
    }

    private LoopbackAnswer AddComment(int pull, LoopbackRequest request)
    {
        var body = (string)request.Json["body"]!;
        if (body.Length > 65_536)
        {
            return LoopbackAnswer.Of(422, new JsonObject { ["message"] = "Validation Failed: body is too long" });
        }

        var comment = new LoopbackComment(NextId(), pull, body, User);
        Comments[comment.Id] = comment;
        return LoopbackAnswer.Of(201, GitHubShapes.Comment(comment, Repository));
    }

    private LoopbackAnswer SetComment(long id, LoopbackRequest request)
    {
        var body = (string)request.Json["body"]!;
        if (!Comments.TryGetValue(id, out var comment))
        {
            return LoopbackAnswer.NotFound;
        }

        Comments[id] = comment with { Body = body };
        return LoopbackAnswer.Ok(GitHubShapes.Comment(Comments[id], Repository));
    }

    private LoopbackAnswer IssuesLike(LoopbackRequest request) =>
        LoopbackAnswer.Ok(
            new JsonArray([
                .. Issues
                    .Values.Where(i => i.Label == request.Query["labels"])
                    .OrderByDescending(i => i.Number)
                    .Select(i => GitHubShapes.Issue(i, Repository)),
            ])
        );

    private LoopbackAnswer AddIssue(LoopbackRequest request)
    {
        var asked = request.Json;
        var issue = new LoopbackIssue(
            (int)NextId(),
            (string)asked["title"]!,
            (string)asked["body"]!,
            true,
            (string)asked["labels"]![0]!,
            User
        );
        Issues[issue.Number] = issue;
        return LoopbackAnswer.Of(201, GitHubShapes.Issue(issue, Repository));
    }

    private LoopbackAnswer SetIssue(int number, LoopbackRequest request)
    {
        var asked = request.Json;
        Issues[number] = Issues[number] with
        {
            Title = (string)asked["title"]!,
            Body = (string)asked["body"]!,
            Open = (string?)asked["state"] == "open",
        };
        return LoopbackAnswer.Ok(GitHubShapes.Issue(Issues[number], Repository));
    }

    private LoopbackAnswer AddLabel(LoopbackRequest request) =>
        _labels.Add((string)request.Json["name"]!)
            ? LoopbackAnswer.Of(201, new JsonObject { ["name"] = request.Json["name"]!.DeepClone() })
            : LoopbackAnswer.Of(
                422,
                new JsonObject
                {
                    ["message"] = "Validation Failed",
                    ["errors"] = new JsonArray(new JsonObject { ["code"] = "already_exists", ["field"] = "name" }),
                }
            );

    private LoopbackAnswer OnCommit(LoopbackRequest request, Match match)
    {
        var sha = match.Groups["sha"].Value;
        if (match.Groups["what"].Value == "statuses")
        {
            var status = request.Json;
            status["sha"] = sha;
            Statuses.Enqueue(status);
            return LoopbackAnswer.Of(201, GitHubShapes.Status(status, NextId()));
        }

        var name = (request.Query["check_name"] ?? "");
        JsonNode[] found =
        [
            .. Checks
                .Values.Where(c => (string?)c["head_sha"] == sha && (string?)c["name"] == name)
                .Select(c => c.DeepClone()),
        ];
        return LoopbackAnswer.Ok(
            new JsonObject { ["total_count"] = found.Length, ["check_runs"] = new JsonArray(found) }
        );
    }

    private LoopbackAnswer AddCheck(LoopbackRequest request)
    {
        var body = request.Json;
        var id = NextId();
        return LoopbackAnswer.Of(201, Keep(id, GitHubShapes.Check(id, body, null)));
    }

    private LoopbackAnswer SetCheck(long id, LoopbackRequest request)
    {
        var body = request.Json;
        return Checks.TryGetValue(id, out var earlier)
            ? LoopbackAnswer.Ok(Keep(id, GitHubShapes.Check(id, body, earlier)))
            : LoopbackAnswer.NotFound;
    }

    private JsonObject Keep(long id, JsonObject check)
    {
        Checks[id] = check;
        return (JsonObject)check.DeepClone();
    }

    private LoopbackAnswer Upload(LoopbackRequest request)
    {
        Uploads.Enqueue((request.Query["name"] ?? "", request.Body));
        return LoopbackAnswer.Of(
            201,
            new JsonObject { ["url"] = $"https://github.com/user-attachments/assets/{NextId()}" }
        );
    }

    [GeneratedRegex(@"^/(?<what>pulls|issues|issues/comments|check-runs)/(?<number>\d+)(/comments)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^/((?<what>statuses)/(?<sha>[^/]+)|commits/(?<sha>[^/]+)/check-runs)$")]
    private static partial Regex OnCommit();
}
