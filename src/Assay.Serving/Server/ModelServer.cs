using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Hosting;
using Assay.Serving.Http;
using Assay.Serving.Models;
using Assay.Serving.Rows;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Primitives;

namespace Assay.Serving.Server;

/// <summary>Answers requests with one model.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly ServedModel _model;
    private readonly RowPlan _plan;
    private readonly Predictor _predictor;
    private readonly AnswerWriter _answers;
    private readonly RequestId _ids;
    private readonly StringValues _version;
    private readonly int _mostRows;
    private readonly DefaultObjectPool<PredictCall> _calls;
    private ServingHost? _host;

    private ModelServer(ModelFolder folder, ServerSettings settings, byte[] chance)
    {
        _model = folder.Model;
        _plan = new RowPlan(_model);
        _predictor = new Predictor(ModelSession.Open(folder), _model, _plan, settings.Limits);
        _answers = new AnswerWriter(_model, _plan);
        _ids = new RequestId(BitConverter.ToUInt64(chance));
        _version = _model.Version;
        _mostRows = settings.MostRows;
        _calls = new DefaultObjectPool<PredictCall>(new CallPolicy(_plan), 64);
    }

    public ServedModel Model => _model;

    public ServingHost Host => _host!;

    /// <summary>Loads a model and listens.</summary>
    /// <exception cref="StartError">when the folder holds no model that can be served, or a port is taken.</exception>
    public static async Task<ModelServer> StartAsync(
        ModelFolder folder,
        ServerSettings settings,
        HostSettings host,
        byte[] chance,
        TextWriter messages
    )
    {
        var server = new ModelServer(folder, settings, chance);
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
            "/predict" => PredictAsync(context),
            var path => throw NotFound(path),
        };
    }

    private Task HandleAdminAsync(HttpContext context) => throw NotFound(context.Request.Path.Value);

    private async Task PredictAsync(HttpContext context)
    {
        JsonBody.CheckType(context);
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var call = _calls.Get();
        try
        {
            Read(body.Bytes.Span, call.Rows, context.Request.QueryString.Value == "?extra=ignore");
            await _predictor.PredictAsync(call).ConfigureAwait(false);
            using var answer = JsonAnswer.Rent();
            _answers.Write(answer.Writer, call.Rows, call.Answers);
            await answer.SendAsync(context).ConfigureAwait(false);
        }
        finally
        {
            _calls.Return(call);
        }
    }

    private void Read(ReadOnlySpan<byte> body, RowBatch rows, bool ignoresExtra)
    {
        var json = JsonBody.Open(body);
        try
        {
            new RowReader(_plan, _mostRows, ignoresExtra).Read(ref json, rows);
        }
        catch (JsonException e)
        {
            throw JsonBody.Refuse(body, e);
        }
    }

    private static RequestError NotFound(string? path) =>
        new(StatusCodes.Status404NotFound, $"there is no {Quoted.Value(path ?? "")} here");

    private sealed class CallPolicy(RowPlan plan) : IPooledObjectPolicy<PredictCall>
    {
        public PredictCall Create() => new(plan.NewBatch());

        public bool Return(PredictCall call)
        {
            call.Clear();
            return true;
        }
    }
}
