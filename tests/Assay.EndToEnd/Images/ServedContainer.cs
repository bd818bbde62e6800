using System.Net;
using System.Text;
using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Images;

/// <summary>A model's image as a container that may do nothing but serve: read-only, without capabilities, on loopback.</summary>
internal sealed class ServedContainer : IAsyncDisposable
{
    private const string Token = "secret";
    private readonly DockerEngine _engine;
    private readonly string _id;

    private ServedContainer(DockerEngine engine, string id, Uri url, Uri admin) =>
        (_engine, _id, Url, Admin) = (engine, id, url, admin);

    /// <summary>Where requests go.</summary>
    public Uri Url { get; }

    /// <summary>The admin port.</summary>
    public Uri Admin { get; }

    /// <summary>Starts it, and returns once it is ready by its own health check.</summary>
    public static async Task<ServedContainer> StartAsync(DockerEngine engine, string image)
    {
        var id = await engine.DockerAsync([
            "run",
            "--detach",
            "--read-only",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            "--env",
            $"ASSAY_ADMIN_TOKEN={Token}",
            "--publish=127.0.0.1::8080",
            "--publish=127.0.0.1::8081",
            image,
        ]);
        var container = new ServedContainer(
            engine,
            id.Trim(),
            await PortAsync(engine, id.Trim(), 8080),
            await PortAsync(engine, id.Trim(), 8081)
        );
        await container.ReadyAsync();
        return container;
    }

    /// <summary>What the admin port answers to a GET.</summary>
    public async Task<string> AdminAsync(string path)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return await http.GetStringAsync(new Uri(Admin, path), TestContext.Current.CancellationToken);
    }

    /// <summary>Sends SIGTERM while a request's body is only half sent, and the other half then: the answer, and the exit code.</summary>
    public async Task<(HttpStatusCode Status, int ExitCode)> EndInARequestAsync(string body)
    {
        using var http = new HttpClient();
        using var content = new HalvedContent(Encoding.UTF8.GetBytes(body));
        var asking = http.PostAsync(
            new Uri(Url, "/predict?extra=ignore"),
            content,
            TestContext.Current.CancellationToken
        );
        await content.HalfSent;
        await _engine.DockerAsync(["kill", "--signal=TERM", _id]);
        content.SendRest();
        using var answer = await asking;
        return (answer.StatusCode, int.Parse(await _engine.DockerAsync(["wait", _id])));
    }

    public async ValueTask DisposeAsync() => await _engine.DockerAsync(["rm", "--force", _id]);

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var ready = await http.GetAsync(
                    new Uri(Url, "/v2/health/ready"),
                    TestContext.Current.CancellationToken
                );
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the container does not get ready:\n" + await _engine.DockerAsync(["logs", _id]));
    }

    private static async Task<Uri> PortAsync(DockerEngine engine, string id, int port) =>
        new("http://" + (await engine.DockerAsync(["port", id, $"{port}/tcp"])).Trim());
}
