using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

internal sealed class RunIdConverter : JsonConverter<RunId>
{
    public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RunId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("expected a run id, 32 hex digits");

    public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
