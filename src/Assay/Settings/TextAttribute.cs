namespace Assay.Settings;

/// <summary>The texts that a key takes; on a mapping, the names that its keys may be.</summary>
/// <param name="pattern">Regular expression in the common subset of .NET and JSON Schema; anchored.</param>
/// <param name="expectation">What it asks for, as a message says it: <c>a variable's name</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextAttribute(string pattern, string expectation) : Attribute
{
    public string Pattern { get; } = pattern;

    public string Expectation { get; } = expectation;
}
