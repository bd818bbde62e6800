using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

/// <summary>A map by name, ordered by code unit whatever the culture; a name that stands there twice is refused.</summary>
internal abstract class SortedMapConverter<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
{
    public override ImmutableSortedDictionary<string, T> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected an object");
        }

        var map = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!map.TryAdd(name, ReadValue(ref reader)))
            {
                throw new JsonException($"'{name}' stands there twice");
            }
        }

        return map.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, T> value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, item);
        }

        writer.WriteEndObject();
    }

    protected abstract T ReadValue(ref Utf8JsonReader reader);

    protected abstract void WriteValue(Utf8JsonWriter writer, T value);
}
