namespace Assay.Settings;

/// <summary>Placeholders that a command must hold, in braces.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlaceholdersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
