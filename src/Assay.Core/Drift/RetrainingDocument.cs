using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Registry;
using Assay.Core.Runs;

namespace Assay.Core.Drift;

/// <summary>A retraining ↔ <c>retraining.json</c>, the one file in its commit's tree.</summary>
public static class RetrainingDocument
{
    /// <summary>The version of the format that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    /// <summary>The document's name.</summary>
    public const string FileName = "retraining.json";

    /// <summary>UTF-8, indented, ending in a line feed.</summary>
    public static byte[] Write(Retraining retraining) =>
        RunJson.Document(Schema, retraining, RetrainingJson.Default.Retraining);

    /// <summary>Reads it; unknown keys are ignored.</summary>
    /// <exception cref="FormatException">when it is not one, or of a newer schema.</exception>
    public static Retraining Read(ReadOnlySpan<byte> document)
    {
        try
        {
            SchemaOfDocument.Require(FileName, document, Schema);
            return JsonSerializer.Deserialize(document, RetrainingJson.Default.Retraining)
                ?? throw new FormatException($"{FileName} is null, expected a retraining");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is not a retraining: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(TimeConverter), typeof(SemanticVersionConverter), typeof(RunIdConverter)]
)]
[JsonSerializable(typeof(Retraining))]
internal sealed partial class RetrainingJson : JsonSerializerContext;
