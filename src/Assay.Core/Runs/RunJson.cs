using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Assay.Core.Gates;

namespace Assay.Core.Runs;

/// <summary>How the types of a run look in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [
        typeof(RunIdConverter),
        typeof(Sha256DigestConverter),
        typeof(TimeConverter),
        typeof(TextsConverter),
        typeof(NumbersConverter),
        typeof(EnumConverter<RunKind>),
        typeof(EnumConverter<RunStatus>),
        typeof(EnumConverter<Outcome>),
        typeof(EnumConverter<Decision>),
    ]
)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(MetricLine))]
[JsonSerializable(typeof(SchemaOfDocument))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>One line of UTF-8; text stays readable in any language.</summary>
    public static byte[] Line<T>(T value, JsonTypeInfo<T> type)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return stream.ToArray();
    }

    /// <summary>A document for people to open, too: its schema first, indented, ending in a line feed.</summary>
    public static byte[] Document<T>(int schema, T value, JsonTypeInfo<T> type)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", schema);
            foreach (var property in JsonSerializer.SerializeToElement(value, type).EnumerateObject())
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

/// <summary>The one key of a document that is read before all others.</summary>
internal sealed record SchemaOfDocument(int? Schema = null)
{
    /// <summary>Refuses a document of a newer schema, or of none, by name.</summary>
    /// <exception cref="FormatException">when it is refused.</exception>
    public static void Require(string name, ReadOnlySpan<byte> document, int newest)
    {
        var schema = JsonSerializer.Deserialize(document, RunJson.Default.SchemaOfDocument)?.Schema;
        if (schema is null)
        {
            throw new FormatException($"{name} names no schema, expected one from 1 to {newest}");
        }

        if (schema > newest)
        {
            throw new FormatException(
                $"{name} has schema {schema}, newer than {newest}, the newest that this version of assay reads: "
                    + "use a newer assay"
            );
        }
    }
}
