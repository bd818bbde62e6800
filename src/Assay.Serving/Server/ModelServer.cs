using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Hosting;
using Assay.Serving.Http;
using Assay.Serving.Inference;
using Assay.Serving.Models;
using Assay.Serving.Profiles;
using Assay.Serving.Rows;
using Microsoft.Extensions.Primitives;

namespace Assay.Serving.Server;

/// <summary>Answers requests with one model.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly Predictor _predictor;
    private readonly PredictEndpoint _predict;
    private readonly InferEndpoint _infer;
    private readonly ProfileEndpoint _profile;
    private readonly ServerMetrics _metrics;
    private readonly RequestId _ids;
    private readonly StringValues _version;
    private readonly TimeProvider _clock;
    private ServingHost? _host;

    private ModelServer(ModelFolder folder, ServerSettings settings, TimeProvider clock, byte[] chance)
    {
        (Model, _clock) = (folder.Model, clock);
        var plan = new RowPlan(Model);
        _predictor = new Predictor(ModelSession.Open(folder), Model, plan, settings.Limits);
        var shape = _predictor.WarmUp(Model, plan);
        var seed = BitConverter.ToUInt64(chance);
        var profile = new TrafficProfile(Model, plan, settings.Limits.Runners, clock, seed);
        var desk = new PredictionDesk(_predictor, plan, profile);
        _profile = new ProfileEndpoint(profile);
        _predict = new PredictEndpoint(Model, plan, desk, settings.MostRows);
        _infer = new InferEndpoint(Model, plan, shape, desk, settings.MostRows);
        _metrics = new ServerMetrics(Model, clock.GetUtcNow());
        _ids = new RequestId(seed);
        _version = Model.Version;
    }

    public ServedModel Model { get; }

    public ServingHost Host => _host!;

    /// <summary>Loads a model and listens.</summary>
    /// <exception cref="StartError">when the folder holds no model that can be served, or a port is taken.</exception>
    public static async Task<ModelServer> StartAsync(
        ModelFolder folder,
        ServerSettings settings,
        HostSettings host,
        TimeProvider clock,
        byte[] chance,
        TextWriter messages
    )
    {
        var server = new ModelServer(folder, settings, clock, chance);
        try
        {
            server._host = await ServingHost
                .StartAsync(host, server.HandleAsync, server.HandleAdminAsync, messages)
                .ConfigureAwait(false);
            return server;
        }
        catch (StartError)
        {
            server._predictor.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        _predictor.Dispose();
    }

    private Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-model-version"] = _version;
        context.Response.Headers[RequestId.Header] = _ids.Of(context);
        return context.Request.Path.Value switch
        {
            "/predict" => CountAsync(context, _predict.AnswerAsync),
            "/ping" => Only(context, HttpMethods.Get, PingAsync),
            "/metrics" => Only(context, HttpMethods.Get, MetricsAsync),
            "/v2" => Only(context, HttpMethods.Get, Health.DescribeAsync),
            "/v2/health/live" => Only(context, HttpMethods.Get, Health.LiveAsync),
            "/v2/health/ready" => Only(context, HttpMethods.Get, ReadyAsync),
            { } path when path.StartsWith(InferEndpoint.Prefix, StringComparison.Ordinal) => ModelAsync(context, path),
            var path => throw NotFound(path),
        };
    }

    private Task HandleAdminAsync(HttpContext context) =>
        context.Request.Path.Value switch
        {
            "/model" => Only(context, HttpMethods.Get, DescribeAsync),
            "/profile" => Only(context, HttpMethods.Get, _profile.ReadAsync),
            "/profile/reset" => Only(context, HttpMethods.Post, _profile.ResetAsync),
            "/profile/take" => Only(context, HttpMethods.Post, _profile.TakeAsync),
            "/profile/drop" => Only(context, HttpMethods.Post, _profile.DropAsync),
            var path => throw new RequestError(
                StatusCodes.Status404NotFound,
                $"there is no {Quoted.Value(path ?? "")} on the admin port; expected /model, /profile, /profile/reset, /profile/take or /profile/drop"
            ),
        };

    // Whoever rolls a version out asks whether it is the model that it should be, and whether it takes requests still.
    private Task DescribeAsync(HttpContext context)
    {
        context.Response.StatusCode = Host.IsDraining
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.ContentType = JsonAnswer.ContentType;
        return context.Response.WriteAsync(Model.ToJson(), context.RequestAborted);
    }

    private Task ModelAsync(HttpContext context, string path) =>
        _infer.DeedOf(path) switch
        {
            "infer" => CountAsync(context, _infer.AnswerAsync),
            "ready" => Only(context, HttpMethods.Get, ReadyAsync),
            "" => Only(context, HttpMethods.Get, _infer.DescribeAsync),
            _ => throw NotFound(path),
        };

    private async Task CountAsync(HttpContext context, Func<HttpContext, ValueTask<int>> answer)
    {
        Allowed.Check(context, HttpMethods.Post);
        var began = _clock.GetTimestamp();
        var (status, rows) = (StatusCodes.Status500InternalServerError, 0);
        try
        {
            rows = await answer(context).ConfigureAwait(false);
            status = StatusCodes.Status200OK;
        }
        catch (RequestError e)
        {
            status = e.Status;
            throw;
        }
        catch (BadHttpRequestException e)
        {
            status = e.StatusCode;
            throw;
        }
        finally
        {
            _metrics.Answered(status, _clock.GetElapsedTime(began), rows);
        }
    }

    private Task PingAsync(HttpContext context) => Health.PingAsync(context, !Host.IsDraining);

    private Task ReadyAsync(HttpContext context) => Health.ReadyAsync(context, !Host.IsDraining);

    private Task MetricsAsync(HttpContext context) =>
        _metrics.Write(Host.InFlight, _predictor.Waiting, _predictor.Batches).SendAsync(context);

    private static Task Only(HttpContext context, string method, RequestDelegate answer)
    {
        Allowed.Check(context, method);
        return answer(context);
    }

    private static RequestError NotFound(string? path) =>
        new(
            StatusCodes.Status404NotFound,
            $"there is no {Quoted.Value(path ?? "")} here; predictions are asked for at /predict or /v2/models/NAME/infer"
        );
}
