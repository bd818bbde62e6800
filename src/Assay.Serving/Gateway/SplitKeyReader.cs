using System.Text;
using System.Text.Json;
using Assay.Core.Rollouts;
using Assay.Serving.Http;

namespace Assay.Serving.Gateway;

/// <summary>Finds a request's key.</summary>
internal static class SplitKeyReader
{
    /// <summary>The key in UTF-8; empty when the request carries none.</summary>
    public static ReadOnlySpan<byte> Read(SplitKey? key, HttpContext context, ReadOnlySpan<byte> body) =>
        key switch
        {
            null => [],
            { From: KeySource.Header } => Encoding.UTF8.GetBytes(context.Request.Headers[key.Name].ToString()),
            { From: KeySource.Cookie } => Encoding.UTF8.GetBytes(context.Request.Cookies[key.Name] ?? ""),
            _ => Field(key.Name, body),
        };

    // The first key of that name at any depth whose value is a text or a number; of many rows that is the first one's.
    private static ReadOnlySpan<byte> Field(string name, ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonBody.MostDepth });
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals(name))
                {
                    continue;
                }

                json.Read();
                if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    return json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or no text: the arm says so to the caller.
        }

        return [];
    }
}
