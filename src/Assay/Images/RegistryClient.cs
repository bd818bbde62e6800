using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Core.Runs;
using Assay.Toolkit;
using Polly;
using Polly.Retry;

namespace Assay.Images;

/// <summary>A container registry, by the OCI distribution specification 1.1: manifests and blobs of one repository.</summary>
/// <param name="http">The client; its time limit is that of one request.</param>
/// <param name="name">The repository, and the tag or digest that is meant.</param>
/// <param name="login">User and password, or null.</param>
/// <param name="clock">Time.</param>
internal sealed class RegistryClient(HttpClient http, RegistryName name, NetworkCredential? login, TimeProvider clock)
{
    private static readonly ImmutableArray<string> ManifestTypes =
    [
        ModelImage.ManifestType,
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    private readonly ResiliencePipeline<HttpResponseMessage> _patience = Patience(clock);
    private AuthenticationHeaderValue? _token = login is null
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.UserName}:{login.Password}")));

    public RegistryName Name => name;

    /// <summary>A manifest's type and bytes; null when there is none of that tag or digest.</summary>
    public async Task<(string Type, byte[] Bytes)?> ManifestAsync(string reference, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
                () =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Get, At($"manifests/{reference}"));
                    ManifestTypes.ToList().ForEach(type => request.Headers.Accept.Add(new(type)));
                    return request;
                },
                cancellationToken,
                HttpStatusCode.NotFound
            )
            .ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : (
                answer.Content.Headers.ContentType?.MediaType ?? ModelImage.ManifestType,
                await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
            );
    }

    /// <summary>Fetches a blob into a file, and checks its digest.</summary>
    /// <exception cref="OperationError">when it is not there, or is something else.</exception>
    public async Task FetchAsync(Sha256Digest digest, string file, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, At($"blobs/{digest}")),
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (var stream = File.Create(file))
        {
            await answer.Content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        await using var written = File.OpenRead(file);
        var got = Sha256Digest.FromHash(await SHA256.HashDataAsync(written, cancellationToken).ConfigureAwait(false));
        if (got != digest)
        {
            throw new OperationError($"{name.Host} gave other bytes than {digest} for a blob of {name.Repository}");
        }
    }

    /// <summary>Whether the repository has a blob.</summary>
    public async Task<bool> HasAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Head, At($"blobs/{digest}")),
                cancellationToken,
                HttpStatusCode.NotFound
            )
            .ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Takes a blob over from another repository of the registry; false when that cannot be.</summary>
    public async Task<bool> MountAsync(Sha256Digest digest, string from, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
                () =>
                    new HttpRequestMessage(
                        HttpMethod.Post,
                        At($"blobs/uploads/?mount={digest}&from={Uri.EscapeDataString(from)}")
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.Created;
    }

    /// <summary>Sends a blob.</summary>
    /// <param name="digest">Its digest.</param>
    /// <param name="open">Opens its bytes, once a try.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task SendBlobAsync(Sha256Digest digest, Func<Stream> open, CancellationToken cancellationToken)
    {
        using var begun = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Post, At("blobs/uploads/")),
                cancellationToken
            )
            .ConfigureAwait(false);
        var place = new Uri(name.Address, begun.Headers.Location ?? throw Odd("no address to send a blob to"));
        var separator = place.Query.Length == 0 ? '?' : '&';
        using var sent = await SendAsync(
                () =>
                    new HttpRequestMessage(HttpMethod.Put, $"{place}{separator}digest={digest}")
                    {
                        Content = new StreamContent(open())
                        {
                            Headers = { ContentType = new("application/octet-stream") },
                        },
                    },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Sends a manifest under a tag or digest.</summary>
    public async Task SendManifestAsync(
        string reference,
        string type,
        byte[] manifest,
        CancellationToken cancellationToken
    )
    {
        using var answer = await SendAsync(
                () =>
                    new HttpRequestMessage(HttpMethod.Put, At($"manifests/{reference}"))
                    {
                        Content = new ByteArrayContent(manifest) { Headers = { ContentType = new(type) } },
                    },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private Uri At(string path) => new(name.Address, $"v2/{name.Repository}/{path}");

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request,
        CancellationToken cancellationToken,
        params HttpStatusCode[] expected
    )
    {
        try
        {
            var answer = await OnceAsync(request, cancellationToken).ConfigureAwait(false);
            if (
                answer.StatusCode == HttpStatusCode.Unauthorized
                && await AuthorizeAsync(answer, cancellationToken).ConfigureAwait(false)
            )
            {
                answer.Dispose();
                answer = await OnceAsync(request, cancellationToken).ConfigureAwait(false);
            }

            return answer.IsSuccessStatusCode || expected.Contains(answer.StatusCode)
                ? answer
                : throw Odd(await ReasonAsync(answer, cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException e)
        {
            throw new OperationError($"the registry {name.Host} cannot be reached: {e.Message}", e);
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(
        Func<HttpRequestMessage> request,
        CancellationToken cancellationToken
    ) =>
        await _patience
            .ExecuteAsync(
                async token =>
                {
                    using var message = request();
                    message.Headers.Authorization = _token;
                    return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);

    // 401 names where a token is given: WWW-Authenticate: Bearer realm="…",service="…",scope="…".
    private async Task<bool> AuthorizeAsync(HttpResponseMessage refused, CancellationToken cancellationToken)
    {
        var challenge = refused.Headers.WwwAuthenticate.FirstOrDefault(h => h.Scheme == "Bearer")?.Parameter;
        if (challenge is null || _token?.Scheme == "Bearer" || Value(challenge, "realm") is not { } realm)
        {
            return false;
        }

        var query =
            $"?service={Uri.EscapeDataString(Value(challenge, "service") ?? "")}&scope={Uri.EscapeDataString($"repository:{name.Repository}:pull,push")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(realm + query));
        request.Headers.Authorization = _token;
        using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        _token = new("Bearer", (body?["token"] ?? body?["access_token"])?.GetValue<string>());
        return true;
    }

    private static string? Value(string challenge, string key)
    {
        var start = challenge.IndexOf(key + "=\"", StringComparison.Ordinal);
        return start < 0 ? null : challenge[(start + key.Length + 2)..].Split('"')[0];
    }

    private async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return $"{status}; log in with 'docker login {name.Host}' as somebody who may write {name.Repository}";
        }

        var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return $"{status}: {JsonNode.Parse(body)?["errors"]?[0]?["message"]}";
        }
        catch (JsonException)
        {
            return status;
        }
    }

    private OperationError Odd(string reason) => new($"the registry {name.Host} refused {name.Repository}: {reason}");

    private static ResiliencePipeline<HttpResponseMessage> Patience(TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = tried =>
                        ValueTask.FromResult(
                            tried.Outcome.Exception is HttpRequestException
                                || tried.Outcome.Result?.StatusCode
                                    is HttpStatusCode.TooManyRequests
                                        or >= HttpStatusCode.InternalServerError
                        ),
                    MaxRetryAttempts = 4,
                    Delay = TimeSpan.FromSeconds(1),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    DelayGenerator = tried =>
                        ValueTask.FromResult(
                            tried.Outcome.Result?.Headers.RetryAfter?.Delta is { } wait
                            && wait < TimeSpan.FromMinutes(2)
                                ? wait
                                : (TimeSpan?)null
                        ),
                }
            )
            .Build();
}
