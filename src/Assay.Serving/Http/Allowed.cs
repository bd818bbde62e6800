namespace Assay.Serving.Http;

/// <summary>The method that a path takes.</summary>
internal static class Allowed
{
    /// <exception cref="RequestError">405.</exception>
    public static void Check(HttpContext context, string method)
    {
        if (context.Request.Method != method)
        {
            context.Response.Headers.Allow = method;
            throw new RequestError(
                StatusCodes.Status405MethodNotAllowed,
                $"{context.Request.Path.Value} takes {method}, not {context.Request.Method}"
            );
        }
    }
}
