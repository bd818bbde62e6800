using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Assay.EndToEnd.Forges;

/// <summary>A request to a loopback forge.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path as it was sent: an escaped slash stays one.</param>
/// <param name="Query">Its query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
public sealed record LoopbackRequest(
    string Method,
    string Path,
    NameValueCollection Query,
    NameValueCollection Headers,
    byte[] Body
)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The one file of a form: its name and content.</summary>
    public (string Name, byte[] Content) File()
    {
        var text = Encoding.Latin1.GetString(Body);
        var boundary = Headers["Content-Type"]!.Split("boundary=")[1].Trim('"');
        var part = text.Split($"--{boundary}")[1];
        var head = part[..part.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var name = head.Split("filename=")[1].Split(';')[0].Split('\r')[0].Trim('"');
        return (name, Encoding.Latin1.GetBytes(part[(head.Length + 4)..^2]));
    }

    internal static async Task<LoopbackRequest> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        return new LoopbackRequest(
            request.HttpMethod,
            request.RawUrl!.Split('?')[0],
            request.QueryString,
            request.Headers,
            body.ToArray()
        );
    }
}

/// <summary>Its answer.</summary>
/// <param name="Status">HTTP status; 0 breaks the connection.</param>
/// <param name="Body">JSON, or null.</param>
public sealed record LoopbackAnswer(int Status, JsonNode? Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static LoopbackAnswer NotFound { get; } = Of(404, new JsonObject { ["message"] = "Not Found" });

    public static LoopbackAnswer Of(int status, JsonNode? body = null) => new(status, body);

    public static LoopbackAnswer Ok(JsonNode body) => new(200, body);
}
