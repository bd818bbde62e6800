using Yarp.ReverseProxy.Forwarder;

namespace Assay.Serving.Gateway;

/// <summary>How a request fared at an arm.</summary>
/// <param name="Status">The arm's status; null when no whole answer came.</param>
/// <param name="MayAskAnother">Whether nothing was answered, and the caller still waits.</param>
/// <param name="IsGone">Whether the caller went away.</param>
internal readonly record struct ForwardResult(int? Status, bool MayAskAnother, bool IsGone)
{
    public static ForwardResult Of(ForwarderError error, HttpContext context) =>
        error switch
        {
            ForwarderError.None => new(context.Response.StatusCode, false, false),
            _ when context.RequestAborted.IsCancellationRequested => new(null, false, true),
            ForwarderError.RequestTimedOut => new(null, false, false),
            _ => new(null, !context.Response.HasStarted, false),
        };
}
