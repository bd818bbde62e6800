using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Settings.Shapes;

namespace Assay.Settings;

/// <summary>The JSON Schema of assay.yml, for editors: draft 7, which all of them know.</summary>
internal static class SettingsSchema
{
    /// <summary>Where it is committed, from the repository's root.</summary>
    public const string Path = "schema/assay.schema.json";

    // It is read in editors, not in HTML: a quote in it is a quote.
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema's text, made of the records that read the file.</summary>
    public static string Write()
    {
        var definitions = new SchemaDefinitions();
        var root = definitions.Describe(SectionShape.Of(typeof(ProjectSettings)));
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = $"{Project.Url}/releases/latest/download/assay.schema.json",
            ["title"] = "assay.yml",
        };
        foreach (var (word, content) in root.ToArray())
        {
            root.Remove(word);
            schema[word] = content;
        }

        schema["definitions"] = definitions.All();
        return schema.ToJsonString(Layout) + "\n";
    }
}
