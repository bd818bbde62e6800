using System.Text.RegularExpressions;

namespace Assay.Settings;

/// <summary>The texts that a key takes; on a mapping, the names that its keys may be.</summary>
/// <param name="pattern">Regular expression in the common subset of .NET and JSON Schema; anchored.</param>
/// <param name="expectation">What it asks for, as a message says it: <c>a variable's name</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextAttribute(string pattern, string expectation) : Attribute
{
    public string Pattern { get; } = pattern;

    public string Expectation { get; } = expectation;

    /// <summary>
    /// Whether a text fits. JSON Schema knows no other end of a text than <c>$</c>, which in .NET stands before a last line
    /// feed, too.
    /// </summary>
    public static bool Fits(string text, string pattern) =>
        !text.EndsWith('\n') && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant);
}
