using Assay.Core.Drift;
using Assay.Serving.Http;

namespace Assay.Serving.Profiles;

/// <summary>
/// <c>GET /profile</c>, <c>POST /profile/reset</c> and <c>POST /profile/take?by=NAME</c> of the admin port, which answer the
/// profile, and <c>POST /profile/drop?by=NAME</c>, which forgets what was taken.
/// </summary>
internal sealed class ProfileEndpoint(TrafficProfile profile)
{
    private const int LongestName = 100;

    public Task ReadAsync(HttpContext context) => SendAsync(context, profile.Read());

    public Task ResetAsync(HttpContext context) => SendAsync(context, profile.Reset());

    public Task TakeAsync(HttpContext context) => SendAsync(context, profile.Take(Name(context)));

    public Task DropAsync(HttpContext context)
    {
        if (!profile.Drop(Name(context)))
        {
            throw new RequestError(
                StatusCodes.Status409Conflict,
                "what is taken is not under that name: it was dropped already, or taken again since"
            );
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string Name(HttpContext context) =>
        context.Request.Query["by"] is [{ Length: > 0 and <= LongestName } name]
            ? name
            : throw new RequestError(
                StatusCodes.Status400BadRequest,
                $"expected ?by=NAME, a name of up to {LongestName} characters that no other look has"
            );

    private static async Task SendAsync(HttpContext context, Profile profile)
    {
        var json = ProfileDocument.Write(profile);
        context.Response.ContentType = JsonAnswer.ContentType;
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
