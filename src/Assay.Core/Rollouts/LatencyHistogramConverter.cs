using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Rollouts;

/// <summary>
/// A histogram as <c>{"relative_error": 0.02, "total_seconds": 1.5, "buckets": {"172": 3}}</c>: the buckets that hold a request.
/// </summary>
internal sealed class LatencyHistogramConverter : JsonConverter<LatencyHistogram>
{
    private const string Expected = "expected a histogram: relative_error, total_seconds, buckets from number to count";

    public override LatencyHistogram Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("relative_error", out var error)
            || error.ValueKind != JsonValueKind.Number
            || error.GetDouble() != LatencyHistogram.RelativeError
            || !root.TryGetProperty("total_seconds", out var seconds)
            || seconds.ValueKind != JsonValueKind.Number
            || !root.TryGetProperty("buckets", out var buckets)
            || buckets.ValueKind != JsonValueKind.Object
        )
        {
            throw new JsonException(Expected);
        }

        var counts = new long[LatencyHistogram.BucketCount];
        foreach (var bucket in buckets.EnumerateObject())
        {
            counts[NumberOf(bucket.Name)] =
                bucket.Value.ValueKind == JsonValueKind.Number && bucket.Value.TryGetInt64(out var count) && count >= 0
                    ? count
                    : throw new JsonException(Expected);
        }

        return LatencyHistogram.Of(counts, seconds.GetDouble());
    }

    public override void Write(Utf8JsonWriter writer, LatencyHistogram value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("relative_error", LatencyHistogram.RelativeError);
        writer.WriteNumber("total_seconds", value.TotalSeconds);
        writer.WriteStartObject("buckets");
        for (var bucket = 0; bucket < value.Counts.Length; bucket++)
        {
            if (value.Counts[bucket] > 0)
            {
                writer.WriteNumber(bucket.ToString(CultureInfo.InvariantCulture), value.Counts[bucket]);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static int NumberOf(string bucket) =>
        int.TryParse(bucket, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < LatencyHistogram.BucketCount
            ? number
            : throw new JsonException(Expected);
}
