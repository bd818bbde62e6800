using Assay.Core.Drift;
using Assay.Serving.Http;

namespace Assay.Serving.Profiles;

/// <summary><c>GET /profile</c> and <c>POST /profile/reset</c> of the admin port: both answer the profile.</summary>
internal sealed class ProfileEndpoint(TrafficProfile profile)
{
    public Task ReadAsync(HttpContext context) => SendAsync(context, profile.Read());

    public Task ResetAsync(HttpContext context) => SendAsync(context, profile.Reset());

    private static async Task SendAsync(HttpContext context, Profile profile)
    {
        var json = ProfileDocument.Write(profile);
        context.Response.ContentType = JsonAnswer.ContentType;
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
