using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

internal sealed class Sha256DigestConverter : JsonConverter<Sha256Digest>
{
    public override Sha256Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Sha256Digest.TryParse(reader.GetString(), out var digest)
            ? digest
            : throw new JsonException("expected sha256: and 64 hex digits");

    public override void Write(Utf8JsonWriter writer, Sha256Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
