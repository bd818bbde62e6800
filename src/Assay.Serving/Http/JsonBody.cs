using System.Text;
using System.Text.Json;

namespace Assay.Serving.Http;

/// <summary>What is asked of a body before it is read as JSON, and what is said when it is none.</summary>
internal static class JsonBody
{
    /// <summary>Deeper than any document that the server takes.</summary>
    public const int MostDepth = 16;

    /// <exception cref="RequestError">415.</exception>
    public static void CheckType(HttpContext context)
    {
        var type = context.Request.ContentType;
        if (type is null or "application/json")
        {
            return;
        }

        var parts = type.Split(';', StringSplitOptions.TrimEntries);
        var isJson =
            parts[0].Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || parts[0].EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        if (!isJson || parts.Skip(1).Any(IsOtherCharset))
        {
            throw new RequestError(
                StatusCodes.Status415UnsupportedMediaType,
                "expected the header 'Content-Type: application/json' and JSON in UTF-8"
            );
        }
    }

    /// <summary>A reader at the beginning of the body.</summary>
    /// <exception cref="RequestError">when there is nothing to read.</exception>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        return body.IsEmpty
            ? throw new RequestError(StatusCodes.Status400BadRequest, "the body is empty; expected JSON")
            : new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MostDepth });
    }

    /// <summary>What to say of a body that the reader gave up on.</summary>
    public static RequestError Refuse(ReadOnlySpan<byte> body, JsonException error)
    {
        var (line, at) = (error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
        for (var passed = 0L; passed < line; passed++)
        {
            body = body[(body.IndexOf((byte)'\n') + 1)..];
        }

        var rest = body[(int)Math.Min(at, body.Length)..];
        var why =
            rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8)
                ? "JSON has no NaN and no Infinity; a missing value is null"
            : rest.StartsWith("["u8) || rest.StartsWith("{"u8)
                ? $"something is wrong here, or more than {MostDepth} levels deep"
            : rest.IsEmpty ? "it ends too early"
            : "something is wrong here";
        return new RequestError(
            StatusCodes.Status400BadRequest,
            $"the body is not JSON: line {line + 1}, byte {at + 1}: {why}"
        );
    }

    private static bool IsOtherCharset(string parameter) =>
        parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
        && !parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
