using System.Text.Json.Nodes;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>What a key's value may be: it reads it, describes it to editors, and names it for people.</summary>
internal abstract class ValueShape
{
    /// <summary>For the documentation's table: <c>duration</c>, <c>list of paths</c>.</summary>
    public abstract string Label { get; }

    /// <summary>The section that it is or that its entries are, or null.</summary>
    public virtual SectionShape? Section => null;

    /// <summary>The value, or null when it is wrong; the place keeps what is wrong.</summary>
    public abstract object? Read(YamlNode node, ReadingPlace place);

    /// <summary>Its JSON Schema, complete but for the description.</summary>
    public abstract JsonObject Schema(SchemaDefinitions definitions);
}
