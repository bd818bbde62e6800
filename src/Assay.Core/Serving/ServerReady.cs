using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Serving;

/// <summary>What a server or gateway writes once it listens: <c>--ready-file</c>.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Port">Where requests come.</param>
/// <param name="AdminPort">Where it is steered.</param>
public sealed record ServerReady(int Pid, int Port, int AdminPort)
{
    /// <summary>Writes the document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ServerReadyJson.Default.ServerReady);

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">when it is none.</exception>
    public static ServerReady Parse(string json) =>
        JsonSerializer.Deserialize(json, ServerReadyJson.Default.ServerReady)
        ?? throw new JsonException("null where a server's ports were expected");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ServerReady))]
internal sealed partial class ServerReadyJson : JsonSerializerContext;
