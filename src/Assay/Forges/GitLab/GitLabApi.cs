using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Toolkit;

namespace Assay.Forges.GitLab;

/// <summary>One project's part of GitLab's REST API, version 4.</summary>
/// <param name="client">The way there.</param>
/// <param name="place">Where it is.</param>
internal sealed class GitLabApi(HttpClient client, ForgePlace place)
{
    private const int MessageLength = 300;
    private readonly string _project = $"{place.ApiUrl}/projects/{Uri.EscapeDataString(place.Repository)}";

    /// <summary>One answer.</summary>
    /// <param name="what">What is done, as a sentence goes on after "GitLab would not".</param>
    /// <param name="path">The path in the project, with its query; absolute from <c>/</c> in the API.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> GetAsync<T>(
        string what,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        using var answer = await SendAsync(what, HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(what, answer, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One answer; null when there is no such thing.</summary>
    public async Task<T?> FindAsync<T>(
        string what,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var answer = await TrySendAsync(what, HttpMethod.Get, path, null, cancellationToken)
            .ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw await FailureAsync(what, answer, cancellationToken).ConfigureAwait(false);
        }

        return await ReadAsync(what, answer, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All pages of a list.</summary>
    public async Task<ImmutableArray<T>> ListAsync<T>(
        string what,
        string path,
        JsonTypeInfo<ImmutableArray<T>> type,
        CancellationToken cancellationToken
    )
    {
        var all = ImmutableArray.CreateBuilder<T>();
        var page = "1";
        while (page.Length > 0)
        {
            var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            using var answer = await SendAsync(
                    what,
                    HttpMethod.Get,
                    $"{path}{joint}per_page=100&page={page}",
                    null,
                    cancellationToken
                )
                .ConfigureAwait(false);
            all.AddRange(await ReadAsync(what, answer, type, cancellationToken).ConfigureAwait(false));
            var next = answer.Headers.TryGetValues("x-next-page", out var values) ? values.First() : "";
            // Only digits go into the next address, and never the same page twice.
            page = next != page && next.All(char.IsAsciiDigit) ? next : "";
        }

        return all.ToImmutable();
    }

    /// <summary>Sends a body and reads the answer.</summary>
    public async Task<TAnswer> SendAsync<TBody, TAnswer>(
        string what,
        HttpMethod method,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> type,
        CancellationToken cancellationToken
    )
    {
        using var content = JsonContent.Create(body, bodyType);
        using var answer = await SendAsync(what, method, path, content, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(what, answer, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends; an answer that is no success is a failure.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string what,
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        var answer = await TrySendAsync(what, method, path, content, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await FailureAsync(what, answer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends; any answer is an answer.</summary>
    public async Task<HttpResponseMessage> TrySendAsync(
        string what,
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            method,
            path.StartsWith('/') ? place.ApiUrl + path : $"{_project}/{path}"
        )
        {
            Content = content,
        };
        request.Headers.Add(place.IsJobToken ? "JOB-TOKEN" : "PRIVATE-TOKEN", place.Token);
        try
        {
            return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new OperationError($"GitLab at {place.ApiUrl} did not {what}: {e.Message}", e);
        }
    }

    /// <summary>The failure that an answer is.</summary>
    public async Task<OperationError> FailureAsync(
        string what,
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        var reason = await ReasonAsync(answer, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new ForgeRefusal(
                $"GitLab would not {what} ({reason}); {Remedy}"
            ),
            HttpStatusCode.TooManyRequests => new OperationError(
                $"GitLab's limit of requests is used up, so it would not {what} ({reason}); run the job again later"
            ),
            _ => new OperationError($"GitLab could not {what} ({reason})"),
        };
    }

    private string Remedy =>
        place.IsJobToken
            ? "the job's own token may not; set the CI/CD variable ASSAY_TOKEN, masked, to a project access token with the role "
                + "Developer and the scope 'api' (Settings, Access tokens)"
            : "the token in ASSAY_TOKEN must have the role Developer and the scope 'api'";

    private static async Task<T> ReadAsync<T>(
        string what,
        HttpResponseMessage answer,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
                ?? throw new OperationError($"GitLab was to {what} and answered null");
        }
        catch (JsonException e)
        {
            throw new OperationError($"GitLab was to {what}, and its answer cannot be read: {e.Message}", e);
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var text = body.Length <= MessageLength ? body : body[..MessageLength] + "…";
        return text.Length == 0
            ? $"{(int)answer.StatusCode}"
            : $"{(int)answer.StatusCode}: {text.ReplaceLineEndings(" ")}";
    }
}
