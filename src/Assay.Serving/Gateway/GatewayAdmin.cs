using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Serving.Http;

namespace Assay.Serving.Gateway;

/// <summary>The gateway's admin port.</summary>
internal sealed class GatewayAdmin(GatewayControl control, TimeProvider clock)
{
    private const string Marks = "/marks/";
    private const int MostSeconds = 3600;
    private static readonly TimeSpan _defaultDrain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        switch (context.Request.Method, path)
        {
            case ("GET", "/state"):
                await SendAsync(context, control.State().ToJson()).ConfigureAwait(false);
                break;
            case ("GET", "/metrics"):
                await GatewayMetrics.Write(control.Table).SendAsync(context).ConfigureAwait(false);
                break;
            case ("GET", "/arms/stats"):
                var since = context.Request.Query["since"] is [{ } mark] ? mark : null;
                await SendAsync(context, control.Marks.Since(since, control.Table).ToJson()).ConfigureAwait(false);
                break;
            case ("PUT", "/arms"):
                var routing = await ReadAsync(context, bytes => GatewayRouting.Parse(bytes.Span)).ConfigureAwait(false);
                await SendAsync(context, control.PutArms(routing, Revision(context)).ToJson()).ConfigureAwait(false);
                break;
            case ("PUT", "/weight"):
                var weight = await ReadAsync(context, bytes => GatewayWeight.Parse(bytes.Span)).ConfigureAwait(false);
                await SendAsync(context, control.PutWeight(weight.Weight, Revision(context)).ToJson())
                    .ConfigureAwait(false);
                break;
            case ("PUT", _) when path.StartsWith(Marks, StringComparison.Ordinal):
                control.Visit();
                control.Marks.Set(path[Marks.Length..], control.Table);
                await SendAsync(context, control.State().ToJson()).ConfigureAwait(false);
                break;
            case ("POST", "/visit"):
                await SendAsync(context, control.Visit().ToJson()).ConfigureAwait(false);
                break;
            case ("POST", "/drain"):
                await DrainAsync(context).ConfigureAwait(false);
                break;
            default:
                throw new RequestError(
                    StatusCodes.Status404NotFound,
                    $"there is no {context.Request.Method} {Quoted.Value(path)} on the admin port; see docs/gateway.md"
                );
        }
    }

    // The canary, or a server that is no arm any more.
    private async Task DrainAsync(HttpContext context)
    {
        var url = context.Request.Query["url"] is [{ } given] ? given : null;
        var table = control.Table;
        if (url is null)
        {
            url =
                table.Canary?.Backend.Url
                ?? throw new RequestError(StatusCodes.Status409Conflict, "there is no canary to drain");
            control.PutWeight(0, null);
        }
        else if (url == table.Routing.Stable.Url || (url == table.Routing.Canary?.Url && table.Routing.Weight > 0))
        {
            throw new RequestError(
                StatusCodes.Status409Conflict,
                $"{Quoted.Value(url)} is sent requests still; put other arms or another weight first"
            );
        }

        var began = clock.GetTimestamp();
        var most = Seconds(context) is { } seconds ? TimeSpan.FromSeconds(seconds) : _defaultDrain;
        var backend = control.Find(url);
        while (backend?.InFlight > 0 && clock.GetElapsedTime(began) < most)
        {
            await Task.Delay(_look, clock, context.RequestAborted).ConfigureAwait(false);
        }

        if (backend?.InFlight > 0)
        {
            throw new RequestError(
                StatusCodes.Status504GatewayTimeout,
                $"{backend.InFlight} requests are under way at {Quoted.Value(url)} after {most.TotalSeconds:0} s; they get no new ones, ask again"
            );
        }

        await SendAsync(context, control.State().ToJson()).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, Func<ReadOnlyMemory<byte>, T> parse)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        try
        {
            return parse(body.Bytes);
        }
        catch (JsonException e)
        {
            throw new RequestError(
                StatusCodes.Status400BadRequest,
                $"the body is not what {context.Request.Method} {context.Request.Path.Value} takes, at {e.Path ?? "$"}; see docs/gateway.md"
            );
        }
    }

    private static long? Revision(HttpContext context) =>
        context.Request.Query["revision"] is not [{ } text] ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision
        : throw new RequestError(
            StatusCodes.Status400BadRequest,
            $"revision is {Quoted.Value(text)}; expected a number"
        );

    private static int? Seconds(HttpContext context) =>
        context.Request.Query["seconds"] is not [{ } text] ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds
            ? seconds
        : throw new RequestError(
            StatusCodes.Status400BadRequest,
            $"seconds is {Quoted.Value(text)}; expected a number up to {MostSeconds}"
        );

    private static async Task SendAsync(HttpContext context, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = JsonAnswer.ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
