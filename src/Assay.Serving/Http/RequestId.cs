using System.Globalization;

namespace Assay.Serving.Http;

/// <summary>The name of a request: the caller's where it gave a proper one, else one that no other has.</summary>
/// <param name="prefix">Chance, so that two servers' ids differ.</param>
internal sealed class RequestId(ulong prefix)
{
    public const string Header = "x-request-id";
    private const int Longest = 128;
    private readonly string _prefix = prefix.ToString("x16", CultureInfo.InvariantCulture);
    private long _last;

    public string Of(HttpContext context)
    {
        var given = context.Request.Headers[Header];
        return given is [{ Length: > 0 and <= Longest } id] && !id.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? id
            : string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{Interlocked.Increment(ref _last):x}");
    }
}
