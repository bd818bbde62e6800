using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assay.EndToEnd.Forges;

/// <summary>GitLab's REST API, as far as Assay asks it.</summary>
public sealed partial class LoopbackGitLab : LoopbackForge
{
    public const string JobToken = "job-token-of-the-tests";
    private const string Root = "/api/v4/projects/acme%2Fchurn";

    protected override string? Within(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : null;

    // As GitLab has it: the job's token reads merge requests and notes, and writes neither.
    protected override bool IsAuthorized(LoopbackRequest request) =>
        request.Headers["PRIVATE-TOKEN"] == Token
        || (request.Headers["JOB-TOKEN"] == JobToken && request.Method == "GET" && request.Path != "/api/v4/user");

    protected override LoopbackAnswer Answer(LoopbackRequest request)
    {
        var path = request.Path;
        if (path == "/api/v4/user")
        {
            return LoopbackAnswer.Ok(new JsonObject { ["id"] = User });
        }

        if (path.StartsWith("/api/v4/projects/", StringComparison.Ordinal) && Within(path) is null)
        {
            var id = int.Parse(path["/api/v4/projects/".Length..], CultureInfo.InvariantCulture);
            return LoopbackAnswer.Ok(new JsonObject { ["id"] = id, ["path_with_namespace"] = ProjectOf(id) });
        }

        var inside = Within(path);
        if (inside is "/merge_requests")
        {
            var branch = (request.Query["source_branch"] ?? "");
            return LoopbackAnswer.Ok(
                new JsonArray([.. Pulls.Values.Where(p => p.Open && p.Branch == branch).Select(MergeRequest)])
            );
        }

        if (inside?.StartsWith("/issues", StringComparison.Ordinal) == true)
        {
            return OnIssues(request, inside["/issues".Length..].TrimStart('/'));
        }

        if (inside is "/uploads")
        {
            return Upload(request);
        }

        if (inside is not null && StatusPath().Match(inside) is { Success: true } status)
        {
            return SetStatus(request, status.Groups["sha"].Value);
        }

        if (inside is null || RequestPath().Match(inside) is not { Success: true } match)
        {
            return LoopbackAnswer.NotFound;
        }

        var pull = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var note = long.TryParse(match.Groups["note"].Value, out var n) ? n : (long?)null;
        return (match.Groups["notes"].Success, note, request.Method) switch
        {
            (false, _, "GET") => Pulls.TryGetValue(pull, out var found)
                ? LoopbackAnswer.Ok(MergeRequest(found))
                : LoopbackAnswer.NotFound,
            (true, null, "GET") => NotesOf(pull, request),
            (true, null, "POST") => AddNote(pull, request),
            (true, { } id, "PUT") => SetNote(id, request),
            (true, { } id, "DELETE") => Comments.TryRemove(id, out _)
                ? LoopbackAnswer.Of(204)
                : LoopbackAnswer.NotFound,
            _ => LoopbackAnswer.NotFound,
        };
    }

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

    private LoopbackAnswer NotesOf(int pull, LoopbackRequest request)
    {
        var size = int.Parse((request.Query["per_page"] ?? ""), CultureInfo.InvariantCulture);
        var page = int.Parse((request.Query["page"] ?? ""), CultureInfo.InvariantCulture);
        var all = Comments.Values.Where(c => c.Pull == pull).OrderBy(c => c.Id).ToList();
        var shown = all.Skip((page - 1) * size).Take(size).Select(NoteOf);
        return LoopbackAnswer.Ok(new JsonArray([.. shown])) with
        {
            Headers = new()
            {
                ["x-next-page"] = all.Count > page * size ? (page + 1).ToString(CultureInfo.InvariantCulture) : "",
            },
        };
    }

    private LoopbackAnswer AddNote(int pull, LoopbackRequest request)
    {
        var comment = new LoopbackComment(NextId(), pull, (string)request.Json["body"]!, User);
        Comments[comment.Id] = comment;
        return LoopbackAnswer.Of(201, NoteOf(comment));
    }

    private LoopbackAnswer SetNote(long id, LoopbackRequest request)
    {
        var body = (string)request.Json["body"]!;
        if (!Comments.TryGetValue(id, out var comment))
        {
            return LoopbackAnswer.NotFound;
        }

        Comments[id] = comment with { Body = body };
        return LoopbackAnswer.Ok(NoteOf(Comments[id]));
    }

    private LoopbackAnswer OnIssues(LoopbackRequest request, string number)
    {
        if (request.Method == "GET")
        {
            var found = Issues.Values.Where(i => i.Label == request.Query["labels"]).OrderByDescending(i => i.Number);
            return LoopbackAnswer.Ok(new JsonArray([.. found.Select(IssueOf)]));
        }

        var asked = request.Json;
        var id = number.Length > 0 ? int.Parse(number, CultureInfo.InvariantCulture) : (int)NextId();
        var before = Issues.GetValueOrDefault(id);
        Issues[id] = new LoopbackIssue(
            id,
            (string)asked["title"]!,
            (string)asked["description"]!,
            (string?)asked["state_event"] is { } state ? state == "reopen" : before?.Open ?? true,
            (string?)asked["labels"] ?? before!.Label,
            User
        );
        return LoopbackAnswer.Of(number.Length > 0 ? 200 : 201, IssueOf(Issues[id]));
    }

    private static JsonObject IssueOf(LoopbackIssue issue) =>
        new()
        {
            ["iid"] = issue.Number,
            ["title"] = issue.Title,
            ["description"] = issue.Body,
            ["state"] = issue.Open ? "opened" : "closed",
            ["author"] = new JsonObject { ["id"] = issue.Author },
            ["web_url"] = $"https://gitlab.example/{Repository}/-/issues/{issue.Number}",
        };

    private LoopbackAnswer SetStatus(LoopbackRequest request, string sha)
    {
        var status = request.Json;
        status["sha"] = sha;
        var last = Statuses.LastOrDefault(s => (string?)s["sha"] == sha);
        if (last is not null && (string?)last["state"] == (string?)status["state"])
        {
            return LoopbackAnswer.Of(
                400,
                new JsonObject { ["message"] = "Cannot transition status via :succeed from :success" }
            );
        }

        Statuses.Enqueue(status);
        return LoopbackAnswer.Of(201, status.DeepClone());
    }

    private LoopbackAnswer Upload(LoopbackRequest request)
    {
        var (name, content) = request.File();
        Uploads.Enqueue((name, content));
        var url = $"/uploads/{Guid.NewGuid():N}/{name}";
        return LoopbackAnswer.Of(201, new JsonObject { ["url"] = url, ["full_path"] = $"/-/project/1{url}" });
    }

    [GeneratedRegex(@"^/merge_requests/(?<number>\d+)(?<notes>/notes(/(?<note>\d+))?)?$")]
    private static partial Regex RequestPath();

    [GeneratedRegex(@"^/statuses/(?<sha>[0-9a-f]+)$")]
    private static partial Regex StatusPath();
}
