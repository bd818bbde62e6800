using System.Text;
using Assay.Core.Names;
using Assay.Core.Rollouts;
using Assay.Serving.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Assay.Serving.Gateway;

/// <summary>
/// Sends each request to an arm. A POST is a prediction: it is split by its key, counted, and, since asking twice does no harm,
/// asked again when no answer came, of the canary's at stable in the end. Anything else is stable's.
/// </summary>
internal sealed class ForwardEndpoint(
    GatewayControl control,
    IHttpForwarder forwarder,
    HttpMessageInvoker http,
    TimeProvider clock,
    TimeSpan patience,
    RequestId ids
)
{
    private const string ArmHeader = "x-assay-arm";
    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = patience };

    public async Task ForwardAsync(HttpContext context)
    {
        var id = ids.Of(context);
        context.Response.Headers[RequestId.Header] = id;
        var forced = Forced(context);
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await PassAsync(context, id, forced).ConfigureAwait(false);
            return;
        }

        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var isKeyless = false;
        var side = Enter(table =>
            forced is { } arm ? Side(table, arm) : Choose(table, context, body.Bytes.Span, id, out isKeyless)
        );
        var began = clock.GetTimestamp();
        var answer = await AskAsync(context, body, side, id, null).ConfigureAwait(false);
        if (answer.IsGone)
        {
            return;
        }

        if (forced is null)
        {
            side.Answered(answer.Status, clock.GetElapsedTime(began), isKeyless);
        }
        else
        {
            side.Forced();
        }

        if (answer.Status is null && answer.MayAskAnother && side.Arm == Arm.Canary && forced is null)
        {
            var stable = Enter(table => table.Stable);
            answer = await AskAsync(context, body, stable, id, side).ConfigureAwait(false);
            side = stable;
        }

        Conclude(context, answer, side, id);
    }

    private async Task PassAsync(HttpContext context, string id, Arm? forced)
    {
        var side = Enter(table => Side(table, forced ?? Arm.Stable));
        try
        {
            var error = await forwarder
                .SendAsync(context, side.Backend.Url, http, _config, new ArmTransformer(side, id, null))
                .ConfigureAwait(false);
            Conclude(context, ForwardResult.Of(error, context), side, id);
        }
        finally
        {
            side.Backend.Leave();
        }
    }

    // The side's request was entered; here it leaves.
    private async Task<ForwardResult> AskAsync(
        HttpContext context,
        RequestBody body,
        ArmSide side,
        string id,
        ArmSide? fellBackFrom
    )
    {
        try
        {
            var answer = await AskOnceAsync(context, body, side, id, fellBackFrom).ConfigureAwait(false);
            return answer.Status is null && answer.MayAskAnother
                ? await AskOnceAsync(context, body, side, id, fellBackFrom).ConfigureAwait(false)
                : answer;
        }
        finally
        {
            side.Backend.Leave();
        }
    }

    private async Task<ForwardResult> AskOnceAsync(
        HttpContext context,
        RequestBody body,
        ArmSide side,
        string id,
        ArmSide? fellBackFrom
    )
    {
        // As if nothing had been tried before.
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Request.Body = body.AsStream();
        var error = await forwarder
            .SendAsync(context, side.Backend.Url, http, _config, new ArmTransformer(side, id, fellBackFrom))
            .ConfigureAwait(false);
        return ForwardResult.Of(error, context);
    }

    // A request that was counted under an old table could be missed by a drain: it enters, then looks again.
    private ArmSide Enter(Func<RoutingTable, ArmSide> choose)
    {
        while (true)
        {
            var table = control.Table;
            var side = choose(table);
            side.Backend.Enter();
            if (ReferenceEquals(table, control.Table))
            {
                return side;
            }

            side.Backend.Leave();
        }
    }

    private static ArmSide Choose(
        RoutingTable table,
        HttpContext context,
        ReadOnlySpan<byte> body,
        string id,
        out bool isKeyless
    )
    {
        var key = SplitKeyReader.Read(table.Routing.SplitBy, context, body);
        isKeyless = key.IsEmpty && table.Routing.SplitBy is not null;
        return table.ArmOf(key.IsEmpty ? Encoding.UTF8.GetBytes(id) : key);
    }

    private static ArmSide Side(RoutingTable table, Arm arm) =>
        arm == Arm.Stable
            ? table.Stable
            : table.Canary
                ?? throw new RequestError(
                    StatusCodes.Status409Conflict,
                    $"{ArmHeader} asks for the canary, and there is none; leave it out"
                );

    private static Arm? Forced(HttpContext context) =>
        context.Request.Headers[ArmHeader] switch
        {
            [] => null,
            ["stable"] => Arm.Stable,
            ["canary"] => Arm.Canary,
            var other => throw new RequestError(
                StatusCodes.Status400BadRequest,
                $"{ArmHeader} is {Quoted.Value(other.ToString())}; expected stable or canary"
            ),
        };

    private static void Conclude(HttpContext context, ForwardResult answer, ArmSide side, string id)
    {
        if (answer.Status is not null || answer.IsGone || context.Response.HasStarted)
        {
            return;
        }

        ArmTransformer.Name(context, side, id);
        throw answer.MayAskAnother
            ? new RequestError(
                StatusCodes.Status502BadGateway,
                $"the server of the {side.Name} version does not answer"
            )
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            }
            : new RequestError(
                StatusCodes.Status504GatewayTimeout,
                $"the server of the {side.Name} version took too long to answer"
            );
    }
}
