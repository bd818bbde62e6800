using Assay.Serving.Hosting;
using Microsoft.AspNetCore.Http;

namespace Assay.Tests.Serving;

/// <summary>A server behind the gateway that answers as a test wants, and counts what it was asked.</summary>
internal sealed class LoopbackArm : IAsyncDisposable
{
    private readonly string _version;
    private ServingHost? _host;
    private int _asked;

    private LoopbackArm(string version) => _version = version;

    public string Url => $"http://127.0.0.1:{Port}";

    public int Port { get; private set; }

    public int Asked => _asked;

    public int Status { get; set; } = 200;

    /// <summary>What an answer waits for.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public static async Task<LoopbackArm> StartAsync(string version, int port = 0)
    {
        var arm = new LoopbackArm(version);
        arm._host = await ServingHost.StartAsync(
            new HostSettings { Port = port, AdminPort = 0 },
            arm.AnswerAsync,
            _ => Task.CompletedTask,
            TextWriter.Null
        );
        arm.Port = arm._host.Port;
        return arm;
    }

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        await Hold;
        context.Response.StatusCode = Status;
        context.Response.Headers["x-model-version"] = _version;
        context.Response.Headers["x-request-id"] = context.Request.Headers["x-request-id"];
        using var reader = new StreamReader(context.Request.Body);
        await context.Response.WriteAsync(
            $"{_version} {context.Request.Path}{context.Request.QueryString} {await reader.ReadToEndAsync()}"
        );
    }
}
