using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Assay.EndToEnd.Forges;

/// <summary>GitHub's REST API, as far as Assay asks it.</summary>
public sealed partial class LoopbackGitHub : LoopbackForge
{
    private const string Root = $"/repos/{Repository}";

    protected override string? Within(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : null;

    protected override bool IsAuthorized(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.EndsWith(Token, StringComparison.Ordinal);

    protected override async Task<IResult> AnswerAsync(HttpRequest request, string path)
    {
        if (path == "/user")
        {
            return Results.Json(GitHubShapes.User(User));
        }

        if (path == "/user-attachments/assets")
        {
            return await UploadAsync(request);
        }

        if (Within(path) is not { } inside)
        {
            return NotFound();
        }

        if (inside.Length == 0)
        {
            return Results.Json(GitHubShapes.Repository(Repository));
        }

        if (Number().Match(inside) is not { Success: true } match)
        {
            return inside == "/pulls" ? Pulls_(request)
                : inside == "/check-runs" && request.Method == "POST" ? await AddCheckAsync(request)
                : OnCommit().Match(inside) is { Success: true } commit ? await OnCommitAsync(request, commit)
                : NotFound();
        }

        var number = long.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
        return (match.Groups["what"].Value, request.Method) switch
        {
            ("pulls", "GET") => Pulls.TryGetValue((int)number, out var pull)
                ? Results.Json(GitHubShapes.Pull(pull, Repository))
                : NotFound(),
            ("issues", "GET") => CommentsOf((int)number, request),
            ("issues", "POST") => await AddCommentAsync((int)number, request),
            ("issues/comments", "PATCH") => await SetCommentAsync(number, request),
            ("issues/comments", "DELETE") => Comments.TryRemove(number, out _) ? Results.NoContent() : NotFound(),
            ("check-runs", "PATCH") => await SetCheckAsync(number, request),
            _ => NotFound(),
        };
    }

    private static IResult NotFound() => Results.Json(new { message = "Not Found" }, statusCode: 404);

    private IResult Pulls_(HttpRequest request)
    {
        var head = request.Query["head"].ToString();
        return Results.Json(
            new JsonArray([
                .. Pulls
                    .Values.Where(p =>
                        p.Open && (head.Length == 0 || head == $"{p.Repository.Split('/')[0]}:{p.Branch}")
                    )
                    .Select(p => GitHubShapes.Pull(p, Repository)),
            ])
        );
    }

    private IResult CommentsOf(int pull, HttpRequest request)
    {
        var size = int.TryParse(request.Query["per_page"], out var asked) ? asked : 30;
        var page = int.TryParse(request.Query["page"], out var number) ? number : 1;
        var all = Comments.Values.Where(c => c.Pull == pull).OrderBy(c => c.Id).ToList();
        if (all.Count > page * size)
        {
            var query = $"per_page={size}&page={page + 1}";
            request.HttpContext.Response.Headers.Link = $"<{Url}{request.Path}?{query}>; rel=\"next\"";
        }

        return Results.Json(
            new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(c => GitHubShapes.Comment(c, Repository))])
        );
    }

    private async Task<IResult> AddCommentAsync(int pull, HttpRequest request)
    {
        var body = (string)(await BodyAsync(request))["body"]!;
        if (body.Length > 65_536)
        {
            return Results.Json(new { message = "Validation Failed: body is too long" }, statusCode: 422);
        }

        var comment = new LoopbackComment(NextId(), pull, body, User);
        Comments[comment.Id] = comment;
        return Results.Json(GitHubShapes.Comment(comment, Repository), statusCode: 201);
    }

    private async Task<IResult> SetCommentAsync(long id, HttpRequest request)
    {
        var body = (string)(await BodyAsync(request))["body"]!;
        if (!Comments.TryGetValue(id, out var comment))
        {
            return NotFound();
        }

        Comments[id] = comment with { Body = body };
        return Results.Json(GitHubShapes.Comment(Comments[id], Repository));
    }

    private async Task<IResult> OnCommitAsync(HttpRequest request, Match match)
    {
        var sha = match.Groups["sha"].Value;
        if (match.Groups["what"].Value == "statuses")
        {
            var status = await BodyAsync(request);
            status["sha"] = sha;
            Statuses.Enqueue(status);
            return Results.Json(GitHubShapes.Status(status, NextId()), statusCode: 201);
        }

        var name = request.Query["check_name"].ToString();
        JsonNode[] found =
        [
            .. Checks
                .Values.Where(c => (string?)c["head_sha"] == sha && (string?)c["name"] == name)
                .Select(c => c.DeepClone()),
        ];
        return Results.Json(new JsonObject { ["total_count"] = found.Length, ["check_runs"] = new JsonArray(found) });
    }

    private async Task<IResult> AddCheckAsync(HttpRequest request)
    {
        var body = await BodyAsync(request);
        var id = NextId();
        return Results.Json(Keep(id, GitHubShapes.Check(id, body, null)), statusCode: 201);
    }

    private async Task<IResult> SetCheckAsync(long id, HttpRequest request)
    {
        var body = await BodyAsync(request);
        return Checks.TryGetValue(id, out var earlier)
            ? Results.Json(Keep(id, GitHubShapes.Check(id, body, earlier)))
            : NotFound();
    }

    private JsonObject Keep(long id, JsonObject check)
    {
        Checks[id] = check;
        return (JsonObject)check.DeepClone();
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content);
        Uploads.Enqueue((request.Query["name"].ToString(), content.ToArray()));
        return Results.Json(new { url = $"https://github.com/user-attachments/assets/{NextId()}" }, statusCode: 201);
    }

    [GeneratedRegex(@"^/(?<what>pulls|issues|issues/comments|check-runs)/(?<number>\d+)(/comments)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^/((?<what>statuses)/(?<sha>[^/]+)|commits/(?<sha>[^/]+)/check-runs)$")]
    private static partial Regex OnCommit();
}
