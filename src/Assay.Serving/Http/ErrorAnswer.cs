using System.Globalization;
using System.Text.Json;

namespace Assay.Serving.Http;

/// <summary>A refusal as JSON: <c>{"error": "…", "problems": [{"row", "column", "message"}], "beyond": 3}</c>.</summary>
internal static class ErrorAnswer
{
    public static async Task WriteAsync(HttpContext context, RequestError error)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        context.Response.StatusCode = error.Status;
        if (error.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(
                CultureInfo.InvariantCulture
            );
        }

        using var answer = JsonAnswer.Rent();
        Write(answer.Writer, error);
        await answer.SendAsync(context).ConfigureAwait(false);
    }

    /// <summary>A request that Kestrel refuses.</summary>
    public static RequestError Of(BadHttpRequestException refusal, long mostBytes) =>
        refusal.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new RequestError(
                refusal.StatusCode,
                $"the body has more than {mostBytes:N0} bytes; send the rows in several requests"
            ),
            StatusCodes.Status408RequestTimeout => new RequestError(refusal.StatusCode, "the body came too slowly"),
            _ => new RequestError(refusal.StatusCode, "the request is broken: its body ended early, or was cut off"),
        };

    private static void Write(Utf8JsonWriter json, RequestError error)
    {
        json.WriteStartObject();
        json.WriteString("error"u8, error.Message);
        if (!error.Problems.IsEmpty)
        {
            json.WriteStartArray("problems"u8);
            foreach (var problem in error.Problems)
            {
                json.WriteStartObject();
                json.WriteNumber("row"u8, problem.Row);
                if (problem.Column is not null)
                {
                    json.WriteString("column"u8, problem.Column);
                }

                json.WriteString("message"u8, problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("beyond"u8, error.Beyond);
        }

        json.WriteEndObject();
    }
}
