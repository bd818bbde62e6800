using System.Net;
using System.Net.Http.Headers;
using Assay.Core.Names;
using Assay.Toolkit;

namespace Assay.Targets;

/// <summary>The profile of its requests that a model server keeps, read from its admin port.</summary>
/// <param name="http">Follows no redirect: the token is for that server alone.</param>
/// <param name="clock">The clock.</param>
internal sealed class ServedProfile(HttpClient http, TimeProvider clock)
{
    /// <summary>Bytes that an answer may have.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int Attempts = 3;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    /// <summary>A client as this wants it.</summary>
    public static HttpClient Client() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            Timeout = AnswersWithin,
            MaxResponseContentBufferSize = MostBytes,
        };

    /// <summary>The document, as it was answered.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:8081/profile</c>.</param>
    /// <param name="token">What the admin port wants, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputError">when it is not the address of a profile, or the token is not the server's.</exception>
    /// <exception cref="OperationError">when nothing answers.</exception>
    public Task<byte[]> ReadAsync(Uri address, string? token, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, address, token, cancellationToken);

    /// <summary>The document, which the server keeps under a name until it is dropped.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:8081/profile</c>.</param>
    /// <param name="name">A name that no other look has.</param>
    /// <param name="token">What the admin port wants, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputError">when it is not the address of a profile, or the token is not the server's.</exception>
    /// <exception cref="OperationError">when nothing answers.</exception>
    public Task<byte[]> TakeAsync(Uri address, string name, string? token, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Post, Beside(address, "take", name), token, cancellationToken);

    /// <summary>Lets the server forget what was taken under a name.</summary>
    /// <exception cref="InputError">when it was taken again since.</exception>
    /// <exception cref="OperationError">when nothing answers.</exception>
    public Task DropAsync(Uri address, string name, string? token, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Post, Beside(address, "drop", name), token, cancellationToken);

    private static Uri Beside(Uri address, string deed, string name) =>
        address.AbsolutePath.EndsWith("/profile", StringComparison.Ordinal)
            ? new Uri(address, $"profile/{deed}?by={Uri.EscapeDataString(name)}")
            : throw new InputError(
                $"{Quoted.Value(address.ToString(), 200)} cannot be reset; expected the address of a profile, such as http://127.0.0.1:8081/profile"
            );

    private async Task<byte[]> AskAsync(
        HttpMethod method,
        Uri address,
        string? token,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskOnceAsync(method, address, token, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
            {
                throw new InputError(
                    $"{Quoted.Value(address.ToString(), 200)} answers with more than {MostBytes / 1024 / 1024} MiB; no profile is that large"
                );
            }
            catch (Exception e)
                when (e is HttpRequestException
                    || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                if (attempt == Attempts)
                {
                    throw new OperationError(
                        $"{Quoted.Value(address.ToString(), 200)} does not answer with a profile: {e.Message.TrimEnd('.')}. Is that the server's admin port, and does it run?",
                        e
                    );
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> AskOnceAsync(
        HttpMethod method,
        Uri address,
        string? token,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, address);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.NoContent => await answer
                .Content.ReadAsByteArrayAsync(cancellationToken)
                .ConfigureAwait(false),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new InputError(
                $"{Quoted.Value(address.ToString(), 200)} wants a token: set ASSAY_ADMIN_TOKEN to the one that the server was started with"
            ),
            HttpStatusCode.Conflict => throw new OperationError(
                $"{Quoted.Value(address.ToString(), 200)}: another check took these requests since"
            ),
            >= HttpStatusCode.InternalServerError => throw new HttpRequestException(
                $"it answered {(int)answer.StatusCode}"
            ),
            var status => throw new InputError(
                $"{Quoted.Value(address.ToString(), 200)} answered {(int)status}; expected the address of a profile, such as http://127.0.0.1:8081/profile"
            ),
        };
    }
}
