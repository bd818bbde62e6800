using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Gates;
using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>A move of a stage ↔ <c>transition.json</c>, the one file in its commit's tree.</summary>
public static class TransitionDocument
{
    /// <summary>The version of the format that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    /// <summary>The document's name.</summary>
    public const string FileName = "transition.json";

    /// <summary>UTF-8, indented, ending in a line feed. The same move gives the same bytes.</summary>
    public static byte[] Write(Transition transition) =>
        RunJson.Document(Schema, transition, RegistryJson.Default.Transition);

    /// <summary>Reads a move; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when it is not one, or of a newer schema.</exception>
    public static Transition Read(ReadOnlySpan<byte> document)
    {
        try
        {
            SchemaOfDocument.Require(FileName, document, Schema);
            return JsonSerializer.Deserialize(document, RegistryJson.Default.Transition)
                ?? throw new FormatException($"{FileName} is null, expected a transition");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not a transition: {e.Message}", e);
        }
    }
}

/// <summary>How the registry's types look in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [
        typeof(RunIdConverter),
        typeof(Sha256DigestConverter),
        typeof(TimeConverter),
        typeof(SemanticVersionConverter),
        typeof(EnumConverter<TransitionKind>),
        typeof(EnumConverter<Outcome>),
        typeof(EnumConverter<Trust>),
    ]
)]
[JsonSerializable(typeof(Transition))]
internal sealed partial class RegistryJson : JsonSerializerContext;

internal sealed class SemanticVersionConverter : JsonConverter<SemanticVersion>
{
    public override SemanticVersion Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        SemanticVersion.TryParse(reader.GetString(), out var version)
            ? version
            : throw new JsonException("expected a version such as v1.4.0");

    public override void Write(Utf8JsonWriter writer, SemanticVersion value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
