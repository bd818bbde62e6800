using System.Text;

namespace Assay.Serving.Http;

/// <summary>Whether the server lives, and whether it wants requests.</summary>
internal static class Health
{
    private static readonly byte[] _live = Encoding.UTF8.GetBytes("""{"live":true}""");
    private static readonly byte[] _ready = Encoding.UTF8.GetBytes("""{"ready":true}""");
    private static readonly byte[] _notReady = Encoding.UTF8.GetBytes("""{"ready":false}""");
    private static readonly byte[] _server = Encoding.UTF8.GetBytes(
        $$"""{"name":"assay-serving","version":"{{Invocation.Version}}","extensions":[]}"""
    );

    public static Task DescribeAsync(HttpContext context) => SendAsync(context, _server);

    public static Task LiveAsync(HttpContext context) => SendAsync(context, _live);

    public static Task ReadyAsync(HttpContext context, bool isReady)
    {
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return SendAsync(context, isReady ? _ready : _notReady);
    }

    /// <summary>As MLflow and SageMaker ask: an empty line.</summary>
    public static Task PingAsync(HttpContext context, bool isReady)
    {
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync("\n", context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = JsonAnswer.ContentType;
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
