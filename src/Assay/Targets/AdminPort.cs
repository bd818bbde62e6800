using System.Net.Http.Headers;
using System.Text;
using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>Asks admin ports over HTTP.</summary>
/// <param name="token">What they want to be shown.</param>
internal sealed class AdminPort(string token) : IDisposable
{
    // Longer than a drain.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int MostBytes = 64 << 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <exception cref="OperationError">when nothing answers.</exception>
    public async Task<AdminAnswer> AskAsync(
        Uri address,
        string method,
        string? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return new AdminAnswer((int)answer.StatusCode, text);
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new OperationError($"nothing answers at {address.GetLeftPart(UriPartial.Authority)}: {e.Message}", e);
        }
    }

    public void Dispose() => _http.Dispose();
}
