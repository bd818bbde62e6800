using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Http;
using Assay.Serving.Models;
using Assay.Serving.Rows;
using Assay.Serving.Server;

namespace Assay.Serving.Inference;

/// <summary>The Open Inference Protocol, version 2, by HTTP and JSON: what is under <c>/v2/models/</c>.</summary>
internal sealed class InferEndpoint(
    ServedModel model,
    RowPlan plan,
    AnswerShape shape,
    PredictionDesk desk,
    int mostRows
)
{
    /// <summary>Where its paths begin.</summary>
    public const string Prefix = "/v2/models/";

    private readonly ModelOutputs _outputs = new(model, shape);
    private readonly TensorPlan _tensors = new(model, plan);

    /// <summary>What a path asks for: <c>infer</c>, <c>ready</c>, or nothing for the model's description; null for no such path.</summary>
    /// <exception cref="RequestError">404, when it names another model or version.</exception>
    public string? DeedOf(string path)
    {
        var parts = path[Prefix.Length..].Split('/');
        var (name, version, deed) = parts switch
        {
            [var n] => (n, null, ""),
            [var n, "versions", var v] => (n, v, ""),
            [var n, ("infer" or "ready") and var d] => (n, null, d),
            [var n, "versions", var v, ("infer" or "ready") and var d] => (n, v, d),
            _ => (model.Name, null, null),
        };
        return name == model.Name && (version is null || version == model.Version)
            ? deed
            : throw new RequestError(
                StatusCodes.Status404NotFound,
                $"model {Quoted.Value(name)}{(version is null ? "" : $" version {Quoted.Value(version)}")} is not served here; expected {Quoted.Value(model.Name)} {model.Version}"
            );
    }

    public async Task DescribeAsync(HttpContext context)
    {
        using var answer = JsonAnswer.Rent();
        ModelMetadata.Write(answer.Writer, model, _outputs);
        await answer.SendAsync(context).ConfigureAwait(false);
    }

    /// <returns>How many rows were predicted.</returns>
    public async ValueTask<int> AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey("Inference-Header-Content-Length"))
        {
            throw new RequestError(
                StatusCodes.Status415UnsupportedMediaType,
                "binary tensors are not taken here; send the data in JSON"
            );
        }

        JsonBody.CheckType(context);
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        using var seat = desk.Take();
        var request = Read(body.Bytes.Span, seat.Call.Rows);
        _outputs.Check(request.Outputs);
        await desk.PredictAsync(seat.Call).ConfigureAwait(false);
        using var answer = JsonAnswer.Rent();
        Write(answer.Writer, request, seat.Call.Answers);
        await answer.SendAsync(context).ConfigureAwait(false);
        return seat.Call.Rows.Count;
    }

    private InferRequest Read(ReadOnlySpan<byte> body, RowBatch rows)
    {
        var json = JsonBody.Open(body);
        try
        {
            return new InferReader(_tensors, mostRows).Read(ref json, rows);
        }
        catch (JsonException e)
        {
            throw JsonBody.Refuse(body, e);
        }
    }

    private void Write(Utf8JsonWriter json, InferRequest request, Answers answers)
    {
        json.WriteStartObject();
        json.WriteString("model_name"u8, model.Name);
        json.WriteString("model_version"u8, model.Version);
        if (request.Id is not null)
        {
            json.WriteString("id"u8, request.Id);
        }

        _outputs.Write(json, answers, request.Outputs);
        json.WriteEndObject();
    }
}
