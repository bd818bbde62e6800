using Assay.Serving.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Assay.Serving.Gateway;

/// <summary>Passes a request on as it is, and names arm and version in the answer.</summary>
/// <param name="side">The arm that is asked.</param>
/// <param name="id">The request's id.</param>
/// <param name="fellBackFrom">The arm that did not answer, or null.</param>
internal sealed class ArmTransformer(ArmSide side, string id, ArmSide? fellBackFrom) : HttpTransformer
{
    public const string VersionHeader = "x-model-version";
    private const string ArmHeader = "x-model-arm";
    private const string FallbackHeader = "x-model-fallback";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken)
            .ConfigureAwait(false);
        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.Remove(RequestId.Header);
        proxyRequest.Headers.TryAddWithoutValidation(RequestId.Header, id);
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken
    )
    {
        var goesOn = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken)
            .ConfigureAwait(false);
        if (proxyResponse?.Headers.TryGetValues(VersionHeader, out var versions) == true)
        {
            side.Says(string.Join(',', versions));
        }

        Name(httpContext, side, id);
        if (fellBackFrom is not null)
        {
            httpContext.Response.Headers[FallbackHeader] = fellBackFrom.Name;
        }

        // Of the arm's own connection; this one has its own.
        httpContext.Response.Headers.Remove("Server");
        return goesOn;
    }

    /// <summary>Names the arm in an answer, whoever wrote it.</summary>
    public static void Name(HttpContext context, ArmSide side, string id)
    {
        context.Response.Headers[ArmHeader] = side.Name;
        context.Response.Headers[RequestId.Header] = id;
        if (side.Version is { } version)
        {
            context.Response.Headers[VersionHeader] = version;
        }
    }
}
