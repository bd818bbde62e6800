namespace Assay.Descriptions;

/// <summary>Scalars of YAML that need no thought about what they contain.</summary>
internal static class Yaml
{
    /// <summary>The text as a scalar: plain where every parser reads it as that text, else in single quotes.</summary>
    public static string Scalar(string text) =>
        IsPlain(text) ? text : $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsLetter(text[0])
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n")
        && text.Trim() == text
        && !text.Any(char.IsControl)
        && !text.EndsWith(':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal);
}
