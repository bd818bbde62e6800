using System.Text.Json;
using Assay.Core.Serving;
using Assay.Serving.Http;
using Assay.Serving.Rows;

namespace Assay.Serving.Server;

/// <summary><c>POST /predict</c>: plain rows in, predictions out.</summary>
internal sealed class PredictEndpoint(ServedModel model, RowPlan plan, PredictionDesk desk, int mostRows)
{
    private const string IgnoreExtra = "ignore";
    private readonly AnswerWriter _answers = new(model, plan);

    /// <returns>How many rows were predicted.</returns>
    public async ValueTask<int> AnswerAsync(HttpContext context)
    {
        JsonBody.CheckType(context);
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        using var seat = desk.Take();
        Read(body.Bytes.Span, seat.Call.Rows, IgnoresExtra(context));
        await desk.PredictAsync(seat.Call).ConfigureAwait(false);
        using var answer = JsonAnswer.Rent();
        _answers.Write(answer.Writer, seat.Call.Rows, seat.Call.Answers);
        await answer.SendAsync(context).ConfigureAwait(false);
        return seat.Call.Rows.Count;
    }

    private void Read(ReadOnlySpan<byte> body, RowBatch rows, bool ignoresExtra)
    {
        var json = JsonBody.Open(body);
        try
        {
            new RowReader(plan, mostRows, ignoresExtra).Read(ref json, rows);
        }
        catch (JsonException e)
        {
            throw JsonBody.Refuse(body, e);
        }
    }

    private static bool IgnoresExtra(HttpContext context) =>
        context.Request.QueryString.HasValue
        && (
            context.Request.Query["extra"] is not { Count: > 0 } extra ? false
            : extra is [IgnoreExtra] ? true
            : throw new RequestError(
                StatusCodes.Status400BadRequest,
                $"'extra' is '{extra}'; expected extra={IgnoreExtra}, or nothing"
            )
        );
}
