using System.Text.Json;

namespace Assay.Core.Runs;

internal sealed class TextsConverter : SortedMapConverter<string>
{
    protected override string ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("expected text");

    protected override void WriteValue(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
