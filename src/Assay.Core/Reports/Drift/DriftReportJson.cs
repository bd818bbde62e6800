using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core.Runs;

namespace Assay.Core.Reports.Drift;

/// <summary>
/// A drift check's report as one JSON document, as <c>drift-check --json</c> prints it; <c>docs/json.md</c> describes it.
/// Numbers that are undefined or not finite are null, and keys are always there.
/// </summary>
public static class DriftReportJson
{
    /// <summary>The version of the document's shape. Keys may be added within a version, never renamed or removed.</summary>
    public const int Schema = 1;

    /// <summary>UTF-8 text, indented, ending in a line feed.</summary>
    /// <param name="report">The report.</param>
    /// <param name="showValues">Whether categories are named by their values; if not, they are numbered.</param>
    public static string Write(DriftCheckReport report, bool showValues)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            JsonSerializer.Serialize(
                writer,
                DriftReportDocument.Of(report, showValues),
                DriftReportJsonContext.Default.DriftReportDocument
            );
        }

        // GitHub's runner takes "##[" anywhere in a printed line for a command; inside of a JSON string it has another spelling.
        return Encoding.UTF8.GetString(stream.ToArray()).Replace("##[", @"#\u0023[", StringComparison.Ordinal) + "\n";
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(RunIdConverter), typeof(TimeConverter)]
)]
[JsonSerializable(typeof(DriftReportDocument))]
internal sealed partial class DriftReportJsonContext : JsonSerializerContext;
