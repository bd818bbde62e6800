using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Assay;

/// <summary>JSON for people and scripts: indented, letters of all languages as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value, JsonTypeInfo<T> type)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        // GitHub's runner takes "##[" anywhere in a line for a command; inside of a JSON string it has another spelling.
        return System
            .Text.Encoding.UTF8.GetString(stream.ToArray())
            .Replace("##[", @"#\u0023[", StringComparison.Ordinal);
    }
}
