using System.Text.Json.Nodes;

namespace Assay.Settings.Shapes;

/// <summary>The sections that a schema refers to, by the name of their type.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject> _sections = new(StringComparer.Ordinal);

    /// <summary>A reference to a section, which is described the first time.</summary>
    public JsonObject Reference(SectionShape section)
    {
        var name = section.Type.Name.Replace("Settings", "", StringComparison.Ordinal).ToLowerInvariant();
        if (!_sections.ContainsKey(name))
        {
            // Before it is described, so that it may hold itself.
            _sections[name] = [];
            _sections[name] = Describe(section);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    /// <summary>A section's own schema.</summary>
    public JsonObject Describe(SectionShape section)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        var required = section.Keys.Where(key => key.Required).Select(key => JsonValue.Create(key.Name)).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required]);
        }

        var properties = new JsonObject();
        foreach (var key in section.Keys)
        {
            properties[key.Name] = Describe(key);
        }

        schema["properties"] = properties;
        return schema;
    }

    /// <summary>All of them.</summary>
    public JsonObject All()
    {
        var all = new JsonObject();
        foreach (var (name, schema) in _sections)
        {
            all[name] = schema;
        }

        return all;
    }

    private JsonObject Describe(KeyShape key)
    {
        var value = key.Value.Schema(this);
        var fallback = key.Default is null ? "" : $" Left out: {key.Default}.";
        var described = new JsonObject { ["description"] = key.Description + fallback };
        // Beside a $ref, draft 7 ignores every other word.
        if (value.ContainsKey("$ref"))
        {
            described["allOf"] = new JsonArray(value);
            return described;
        }

        foreach (var (word, content) in value.ToArray())
        {
            value.Remove(word);
            described[word] = content;
        }

        return described;
    }
}
