using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Forges;

/// <summary>
/// A forge on a loopback port that remembers what it was told: pull requests, comments, checks. It can be slow, broken, busy or
/// strict, as real ones are.
/// </summary>
public abstract class LoopbackForge : IDisposable
{
    public const string Repository = "acme/churn";
    public const string Token = "token-of-the-tests";
    private readonly HttpListener _listener = new();
    private readonly int _port = ServerProcess.FreePort();
    private int _requests;
    private long _ids = 100;

    protected LoopbackForge()
    {
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The address, without a slash at its end.</summary>
    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Every request: its method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers instead, when it gives an answer: the request's number from 1 and the request.</summary>
    public Func<int, LoopbackRequest, Fault?> Faults { get; set; } = (_, _) => null;

    /// <summary>Requests to write that the token may not make, by the beginning of their path after the repository.</summary>
    public HashSet<string> Forbidden { get; } = [];

    public ConcurrentDictionary<long, LoopbackComment> Comments { get; } = new();

    public ConcurrentDictionary<long, JsonObject> Checks { get; } = new();

    public ConcurrentDictionary<int, LoopbackIssue> Issues { get; } = new();

    public ConcurrentQueue<JsonObject> Statuses { get; } = [];

    public ConcurrentDictionary<int, LoopbackPull> Pulls { get; } = new();

    public ConcurrentQueue<(string Name, byte[] Content)> Uploads { get; } = [];

    /// <summary>Whose token it is.</summary>
    public long User { get; set; } = 41;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        ((IDisposable)_listener).Dispose();
    }

    protected long NextId() => Interlocked.Increment(ref _ids);

    /// <summary>The answer to a request that was let through.</summary>
    protected abstract LoopbackAnswer Answer(LoopbackRequest request);

    /// <summary>The path after the repository; null when it is another's.</summary>
    protected abstract string? Within(string path);

    protected abstract bool IsAuthorized(LoopbackRequest request);

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = ServeAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        var request = await LoopbackRequest.ReadAsync(context.Request);
        Requests.Enqueue($"{request.Method} {request.Path}");
        var fault = Faults(Interlocked.Increment(ref _requests), request);
        var answer = fault is { Before: true } ? fault.Answer : Checked(request);
        await SendAsync(context, fault?.Answer ?? answer);
    }

    private LoopbackAnswer Checked(LoopbackRequest request) =>
        !IsAuthorized(request) ? LoopbackAnswer.Of(401, new JsonObject { ["message"] = "Bad credentials" })
        : request.Method != "GET"
        && Within(request.Path) is { } inside
        && Forbidden.Any(f => inside.StartsWith(f, StringComparison.Ordinal))
            ? LoopbackAnswer.Of(403, new JsonObject { ["message"] = "Resource not accessible by integration" })
        : Answer(request);

    private static async Task SendAsync(HttpListenerContext context, LoopbackAnswer answer)
    {
        if (answer.Status == 0)
        {
            // An answer that breaks off in its middle.
            context.Response.ContentLength64 = 1000;
            await context.Response.OutputStream.WriteAsync("{\""u8.ToArray());
            context.Response.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = "application/json";
        if (answer.Body is { } body)
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()));
        }

        context.Response.Close();
    }
}

/// <summary>An answer in the place of the right one.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Before">Whether the request does nothing; else it is done and its answer lost.</param>
public sealed record Fault(LoopbackAnswer Answer, bool Before = true);

public sealed record LoopbackComment(long Id, int Pull, string Body, long Author);

public sealed record LoopbackIssue(int Number, string Title, string Body, bool Open, string Label, long Author);

public sealed record LoopbackPull(int Number, string Sha, string Branch, string Repository, bool Open = true);
