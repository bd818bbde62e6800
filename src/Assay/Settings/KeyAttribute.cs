namespace Assay.Settings;

/// <summary>
/// Makes a property a key of assay.yml. Its name is the property's in snake_case; the reader, the JSON Schema and the
/// documentation's table all come from it. A <c>required</c> property is a required key.
/// </summary>
/// <param name="description">One sentence for the schema and the table.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>The key, where it is not the property's name in snake_case.</summary>
    public string? Name { get; init; }

    /// <summary>A value that a message or the table may show, as YAML.</summary>
    public string? Example { get; init; }

    /// <summary>What leaving it out means.</summary>
    public string? Default { get; init; }
}
