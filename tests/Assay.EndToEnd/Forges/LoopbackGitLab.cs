using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Assay.EndToEnd.Forges;

/// <summary>GitLab's REST API, as far as Assay asks it.</summary>
public sealed partial class LoopbackGitLab : LoopbackForge
{
    public const string JobToken = "job-token-of-the-tests";
    private const string Root = "/api/v4/projects/acme%2Fchurn";

    protected override string? Within(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : null;

    // As GitLab has it: the job's token reads merge requests and notes, and writes neither.
    protected override bool IsAuthorized(HttpRequest request) =>
        request.Headers["PRIVATE-TOKEN"] == Token
        || (request.Headers["JOB-TOKEN"] == JobToken && request.Method == "GET" && request.Path != "/api/v4/user");

    protected override async Task<IResult> AnswerAsync(HttpRequest request, string path)
    {
        if (path == "/api/v4/user")
        {
            return Results.Json(new { id = User });
        }

        if (path.StartsWith("/api/v4/projects/", StringComparison.Ordinal) && Within(path) is null)
        {
            var id = int.Parse(path["/api/v4/projects/".Length..], CultureInfo.InvariantCulture);
            return Results.Json(new { id, path_with_namespace = ProjectOf(id) });
        }

        var inside = Within(path);
        if (inside is "/merge_requests")
        {
            var branch = request.Query["source_branch"].ToString();
            return Results.Json(
                new JsonArray([.. Pulls.Values.Where(p => p.Open && p.Branch == branch).Select(MergeRequest)])
            );
        }

        if (inside is "/uploads")
        {
            return await UploadAsync(request);
        }

        if (inside is not null && StatusPath().Match(inside) is { Success: true } status)
        {
            return await SetStatusAsync(request, status.Groups["sha"].Value);
        }

        if (inside is null || RequestPath().Match(inside) is not { Success: true } match)
        {
            return NotFound();
        }

        var pull = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var note = long.TryParse(match.Groups["note"].Value, out var n) ? n : (long?)null;
        return (match.Groups["notes"].Success, note, request.Method) switch
        {
            (false, _, "GET") => Pulls.TryGetValue(pull, out var found)
                ? Results.Json(MergeRequest(found))
                : NotFound(),
            (true, null, "GET") => NotesOf(pull, request),
            (true, null, "POST") => await AddNoteAsync(pull, request),
            (true, { } id, "PUT") => await SetNoteAsync(id, request),
            (true, { } id, "DELETE") => Comments.TryRemove(id, out _) ? Results.NoContent() : NotFound(),
            _ => NotFound(),
        };
    }

    private static IResult NotFound() => Results.Json(new { message = "404 Not Found" }, statusCode: 404);

    private static int ProjectId(string repository) => repository == Repository ? 1 : 2 + repository.Length;

    private string ProjectOf(int id) =>
        Pulls.Values.Select(p => p.Repository).FirstOrDefault(r => ProjectId(r) == id) ?? Repository;

    private static JsonObject MergeRequest(LoopbackPull pull) =>
        new()
        {
            ["iid"] = pull.Number,
            ["sha"] = pull.Sha,
            ["source_branch"] = pull.Branch,
            ["source_project_id"] = ProjectId(pull.Repository),
            ["target_branch"] = "main",
            ["state"] = pull.Open ? "opened" : "merged",
        };

    private static JsonObject NoteOf(LoopbackComment comment) =>
        new()
        {
            ["id"] = comment.Id,
            ["body"] = comment.Body,
            ["author"] = new JsonObject { ["id"] = comment.Author },
        };

    private IResult NotesOf(int pull, HttpRequest request)
    {
        var size = int.Parse(request.Query["per_page"].ToString(), CultureInfo.InvariantCulture);
        var page = int.Parse(request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        var all = Comments.Values.Where(c => c.Pull == pull).OrderBy(c => c.Id).ToList();
        request.HttpContext.Response.Headers["x-next-page"] =
            all.Count > page * size ? (page + 1).ToString(CultureInfo.InvariantCulture) : "";
        return Results.Json(new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(NoteOf)]));
    }

    private async Task<IResult> AddNoteAsync(int pull, HttpRequest request)
    {
        var comment = new LoopbackComment(NextId(), pull, (string)(await BodyAsync(request))["body"]!, User);
        Comments[comment.Id] = comment;
        return Results.Json(NoteOf(comment), statusCode: 201);
    }

    private async Task<IResult> SetNoteAsync(long id, HttpRequest request)
    {
        var body = (string)(await BodyAsync(request))["body"]!;
        if (!Comments.TryGetValue(id, out var comment))
        {
            return NotFound();
        }

        Comments[id] = comment with { Body = body };
        return Results.Json(NoteOf(Comments[id]));
    }

    private async Task<IResult> SetStatusAsync(HttpRequest request, string sha)
    {
        var status = await BodyAsync(request);
        status["sha"] = sha;
        var last = Statuses.LastOrDefault(s => (string?)s["sha"] == sha);
        if (last is not null && (string?)last["state"] == (string?)status["state"])
        {
            return Results.Json(
                new
                {
                    message = "Cannot transition status via :succeed from :success (Reason(s): Status cannot transition)",
                },
                statusCode: 400
            );
        }

        Statuses.Enqueue(status);
        return Results.Json(status, statusCode: 201);
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var file = form.Files["file"]!;
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        Uploads.Enqueue((file.FileName, content.ToArray()));
        var url = $"/uploads/{Guid.NewGuid():N}/{file.FileName}";
        return Results.Json(new { url, full_path = $"/-/project/1{url}" }, statusCode: 201);
    }

    [GeneratedRegex(@"^/merge_requests/(?<number>\d+)(?<notes>/notes(/(?<note>\d+))?)?$")]
    private static partial Regex RequestPath();

    [GeneratedRegex(@"^/statuses/(?<sha>[0-9a-f]+)$")]
    private static partial Regex StatusPath();
}
