using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

/// <summary>A time: UTC with milliseconds, so that text order is time order.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds())
            : throw new JsonException("expected a time such as 2026-11-23T12:00:00.000Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        );
}
