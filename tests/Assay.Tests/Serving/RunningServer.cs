using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Assay.Serving.Hosting;
using Assay.Serving.Models;
using Assay.Serving.Server;

namespace Assay.Tests.Serving;

/// <summary>A model server in this process on ports of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly ServedFolder _folder;
    private readonly HttpClient _client = new();

    private RunningServer(ServedFolder folder, ModelServer server) => (_folder, Server) = (folder, server);

    public ModelServer Server { get; }

    public static async Task<RunningServer> StartAsync(
        ServedFolder folder,
        HostSettings? host = null,
        int mostRows = 1000
    )
    {
        var settings = new ServerSettings(mostRows, new PredictorLimits(Runners: 2, Waiting: 64, BatchRows: 256));
        var server = await ModelServer.StartAsync(
            ModelFolder.Open(folder.Root),
            settings,
            host ?? new HostSettings { Port = 0, AdminPort = 0 },
            TimeProvider.System,
            [1, 2, 3, 4, 5, 6, 7, 8],
            TextWriter.Null
        );
        return new RunningServer(folder, server);
    }

    /// <summary>Sends a body, and gives the status and the JSON of the answer.</summary>
    public async Task<(int Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await PostAsync(path, content);
        return ((int)answer.StatusCode, await JsonOf(answer));
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) =>
        _client.PostAsync(new Uri($"http://127.0.0.1:{Server.Host.Port}{path}"), content);

    public Task<HttpResponseMessage> PostChunkedAsync(string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Server.Host.Port}{path}")
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = true;
        return _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        (string Name, string Value)? header = null,
        int? port = null
    )
    {
        var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port ?? Server.Host.Port}{path}");
        if (header is { } h)
        {
            request.Headers.TryAddWithoutValidation(h.Name, h.Value);
        }

        return _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAdminAsync(HttpMethod method, string path, string? token) =>
        SendAsync(method, path, token is null ? null : ("Authorization", $"Bearer {token}"), Server.Host.AdminPort);

    public async Task<byte[]> AdminAsync(HttpMethod method, string path, string token)
    {
        using var answer = await SendAdminAsync(method, path, token);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
