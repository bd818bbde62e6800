using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Assay.Core.Site;

/// <summary>
/// Data as a script, since a page that is opened as a file may not fetch any: <c>assay.take(NAME, VALUE);</c>. The value is
/// JSON in which every character is escaped that could end a script or mean something in markup.
/// </summary>
internal static class SiteScript
{
    // Of the encoder with all ranges, '<', '>', '&', quotes, U+2028 and U+2029 are escaped still.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <param name="name">The name by which the page waits for it; digits, letters and hyphens.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How it is written.</param>
    public static string Write<T>(string name, T value, JsonTypeInfo<T> type) =>
        Write(name, writer => JsonSerializer.Serialize(writer, value, type));

    /// <param name="name">The name by which the page waits for it.</param>
    /// <param name="write">Writes the value.</param>
    public static string Write(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _options))
        {
            write(writer);
        }

        return $"assay.take(\"{name}\", {Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)});\n";
    }
}
