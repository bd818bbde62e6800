using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Gates;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Sections;

/// <summary>A section ↔ <c>section.json</c>, which lies beside a verdict in the ledger.</summary>
public static class ModelSectionJson
{
    /// <summary>The file's name.</summary>
    public const string FileName = "section.json";

    /// <summary>The version of the document's shape.</summary>
    public const int Schema = 1;

    /// <summary>UTF-8 text, ending in a line feed; it stays readable in any language.</summary>
    public static string Write(ModelSection section)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(
                writer,
                new SectionDocument(Schema, section),
                SectionJsonContext.Default.SectionDocument
            );
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">when it is none, or of a later shape.</exception>
    public static ModelSection Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, SectionJsonContext.Default.SectionDocument);
            return document is { Schema: Schema, Section: { } section }
                ? section with
                {
                    // A list that is not there is default, not empty.
                    Parts = section.Parts.IsDefault
                        ? []
                        : [.. section.Parts.Select(p => p.Charts.IsDefault ? p with { Charts = [] } : p)],
                    Remarks = section.Remarks.IsDefault ? [] : section.Remarks,
                    Notice = section.Notice ?? "",
                }
                : throw new FormatException($"'{FileName}' has schema {document?.Schema}, expected {Schema}");
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{FileName}' is not a section: {e.Message}", e);
        }
    }
}

internal sealed record SectionDocument(int Schema, ModelSection Section);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(EnumConverter<Outcome>), typeof(EnumConverter<Decision>)]
)]
[JsonSerializable(typeof(SectionDocument))]
internal sealed partial class SectionJsonContext : JsonSerializerContext;
