using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Assay.Forges;

/// <summary>What an answer says about when to ask again.</summary>
internal static class RateLimit
{
    // GitHub's documentation of secondary limits: without a Retry-After, wait at least a minute.
    private static readonly TimeSpan Secondary = TimeSpan.FromSeconds(60);

    /// <summary>Whether the answer may be another one later: a server's fault, or a limit of requests.</summary>
    public static async Task<bool> IsTemporaryAsync(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.RequestTimeout
            or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => true,
            HttpStatusCode.Forbidden => await IsLimitAsync(answer).ConfigureAwait(false),
            _ => false,
        };

    /// <summary>How long the answer asks to wait; null when it names no time.</summary>
    public static async Task<TimeSpan?> WaitAsync(HttpResponseMessage answer, DateTimeOffset now)
    {
        if (answer.Headers.RetryAfter is { } after)
        {
            return NotNegative(after.Delta ?? after.Date - now ?? TimeSpan.Zero);
        }

        if (
            answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
            && Header(answer.Headers, "x-ratelimit-remaining", "ratelimit-remaining") == 0
            && Header(answer.Headers, "x-ratelimit-reset", "ratelimit-reset") is { } reset
        )
        {
            return NotNegative(DateTimeOffset.FromUnixTimeSeconds(reset) - now);
        }

        return answer.StatusCode == HttpStatusCode.Forbidden && await IsLimitAsync(answer).ConfigureAwait(false)
            ? Secondary
            : null;
    }

    // GitHub answers 403 to both: no permission, and too many requests.
    private static async Task<bool> IsLimitAsync(HttpResponseMessage answer)
    {
        if (
            answer.Headers.RetryAfter is not null
            || Header(answer.Headers, "x-ratelimit-remaining", "ratelimit-remaining") == 0
        )
        {
            return true;
        }

        // The whole body is kept, so that whoever asked can read it too.
        await answer.Content.LoadIntoBufferAsync().ConfigureAwait(false);
        var body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        return body.Contains("rate limit", StringComparison.OrdinalIgnoreCase);
    }

    private static TimeSpan NotNegative(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private static long? Header(HttpResponseHeaders headers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (
                headers.TryGetValues(name, out var values)
                && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            )
            {
                return number;
            }
        }

        return null;
    }
}
