using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Assay.EndToEnd.Forges;

/// <summary>
/// A forge on a loopback port that remembers what it was told: pull requests, comments, checks. It can be slow, broken, busy or
/// strict, as real ones are.
/// </summary>
public abstract class LoopbackForge : IAsyncDisposable
{
    public const string Repository = "acme/churn";
    public const string Token = "token-of-the-tests";
    private readonly WebApplication _server;
    private readonly Lock _lock = new();
    private int _requests;
    private long _ids = 100;

    protected LoopbackForge()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Use(ServeAsync);
    }

    /// <summary>The address, without a slash at its end.</summary>
    public string Url =>
        _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Every request: its method and path with query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers instead, when it gives an answer: the request's number from 1 and the request.</summary>
    public Func<int, HttpRequest, Fault?> Faults { get; set; } = (_, _) => null;

    /// <summary>Requests to write that the token may not make, by the beginning of their path after the repository.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>Waits this long before a write is made and before it is answered.</summary>
    public Func<(int Before, int After)> Delays { get; set; } = () => (0, 0);

    public ConcurrentDictionary<long, LoopbackComment> Comments { get; } = new();

    public ConcurrentDictionary<long, JsonObject> Checks { get; } = new();

    public ConcurrentQueue<JsonObject> Statuses { get; } = [];

    public ConcurrentDictionary<int, LoopbackPull> Pulls { get; } = new();

    public ConcurrentQueue<(string Name, byte[] Content)> Uploads { get; } = [];

    /// <summary>Whose token it is.</summary>
    public long User { get; set; } = 41;

    public Task StartAsync() => _server.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _server.DisposeAsync();
    }

    protected long NextId() => Interlocked.Increment(ref _ids);

    /// <summary>One request that was let through.</summary>
    protected abstract Task<IResult> AnswerAsync(HttpRequest request, string path);

    /// <summary>The path after the repository; null when it is another's.</summary>
    protected abstract string? Within(string path);

    protected abstract bool IsAuthorized(HttpRequest request);

    protected static async Task<JsonObject> BodyAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body))!.AsObject();

    protected T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        // An escaped slash stays one: GitLab names a project so.
        var path = request
            .HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!
            .RawTarget.Split('?')[0];
        Requests.Enqueue($"{request.Method} {path}{request.QueryString}");
        var fault = Faults(Interlocked.Increment(ref _requests), request);
        if (fault is { Before: true })
        {
            await fault.AnswerAsync(context);
            return;
        }

        var writes = request.Method != "GET";
        var delays = writes ? Delays() : default;
        await Task.Delay(delays.Before);
        var answer =
            !IsAuthorized(request) ? Results.Json(new { message = "Bad credentials" }, statusCode: 401)
            : writes && Within(path) is { } inside && Forbidden.Any(f => inside.StartsWith(f, StringComparison.Ordinal))
                ? Results.Json(new { message = "Resource not accessible by integration" }, statusCode: 403)
            : await AnswerAsync(request, path);
        await Task.Delay(delays.After);
        await (fault is null ? answer.ExecuteAsync(context) : fault.AnswerAsync(context));
    }
}

/// <summary>An answer that is none.</summary>
/// <param name="Status">Its status; 0 breaks the connection.</param>
/// <param name="Before">Whether the request does nothing; else it is done and its answer lost.</param>
/// <param name="Body">Its body.</param>
public sealed record Fault(int Status, bool Before = true, string Body = "{\"message\":\"no\"}")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public async Task AnswerAsync(HttpContext context)
    {
        if (Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Body);
    }
}

public sealed record LoopbackComment(long Id, int Pull, string Body, long Author);

public sealed record LoopbackPull(int Number, string Sha, string Branch, string Repository, bool Open = true);
