using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Assay.Serving;

/// <summary>
/// <c>assay-serving ask GET /state --port 8081</c>: one request to a server of this machine, with the admin token of this
/// environment. Whoever may run a program beside a server needs no way to its ports.
/// </summary>
internal static class AskVerb
{
    private const int DefaultPort = 8081;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly FrozenSet<string> _options = FrozenSet.Create("--port", "--body");

    /// <summary>Writes the status, a line feed and the body.</summary>
    /// <returns>Whether there was an answer, whatever it says.</returns>
    public static async Task<bool> RunAsync(
        string[] args,
        Func<string, string?> variable,
        TextWriter messages,
        TextWriter results
    )
    {
        if (args is not [var method, ['/', ..] path, .. var rest])
        {
            throw new StartError("expected 'ask METHOD /PATH [--port N] [--body TEXT]'");
        }

        var options = new OptionReader(rest, _options);
        var port = options.Number("--port", DefaultPort, 1, ushort.MaxValue);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = _patience };
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://127.0.0.1:{port}{path}");
        if (variable("ASSAY_ADMIN_TOKEN") is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (options.Text("--body") is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        try
        {
            using var answer = await http.SendAsync(request).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
            await results
                .WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode}\n{text}"))
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await messages
                .WriteLineAsync($"assay-serving: nothing answers on port {port}: {e.Message}")
                .ConfigureAwait(false);
            return false;
        }
    }
}
