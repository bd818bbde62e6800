using System.Collections.Frozen;
using System.Net;

namespace Assay.Serving;

/// <summary><c>assay-serving healthcheck</c>: asks the server of this machine, for images that have no shell.</summary>
internal static class HealthcheckVerb
{
    private const int DefaultPort = 8080;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly FrozenSet<string> _options = FrozenSet.Create("--port");

    /// <returns>Whether it is ready.</returns>
    public static async Task<bool> RunAsync(string[] args, TextWriter messages)
    {
        var port = new OptionReader(args, _options).Number("--port", DefaultPort, 1, ushort.MaxValue);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = _patience };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/v2/health/ready"))
                .ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return true;
            }

            await messages.WriteLineAsync($"assay-serving: not ready on port {port}").ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await messages.WriteLineAsync($"assay-serving: nothing answers on port {port}").ConfigureAwait(false);
        }

        return false;
    }
}
