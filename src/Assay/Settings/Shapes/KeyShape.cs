using System.Reflection;
using System.Text.Json;

namespace Assay.Settings.Shapes;

/// <summary>A key of a section: what its property and the attributes on it say.</summary>
internal sealed class KeyShape(PropertyInfo property, KeyAttribute attribute)
{
    private ValueShape? _value;

    public string Name { get; } = attribute.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    public string Property => property.Name;

    public string Description => attribute.Description;

    public string? Example => attribute.Example;

    public string? Default => attribute.Default;

    // By name: a package brings a second type of this name, which the compiler cannot tell from the framework's.
    public bool Required { get; } =
        property.CustomAttributes.Any(data =>
            data.AttributeType.FullName == "System.Runtime.CompilerServices.RequiredMemberAttribute"
        );

    public ValueShape Value => _value ??= ShapeTable.Of(property);

    public object? Get(object section) => property.GetValue(section);

    public void Set(object section, object value) => property.SetValue(section, value);
}
