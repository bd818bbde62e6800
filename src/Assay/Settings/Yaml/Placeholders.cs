namespace Assay.Settings.Yaml;

/// <summary>
/// The placeholders of commands, <c>{url}</c> and its like. YAML takes a brace within <c>[ … ]</c> for a mapping, but a
/// mapping of that form means nothing here, and people write <c>smoke: [python smoke.py {url}]</c>. So the braces are
/// private characters, one for one, while YAML is read.
/// </summary>
internal static class Placeholders
{
    private const char Open = '\uE0A7';
    private const char Close = '\uE0A8';
    private static readonly string[] Names = ["data", "predictions", "url"];

    public static string Hide(string yaml) =>
        Names.Aggregate(
            yaml,
            (text, name) => text.Replace($"{{{name}}}", $"{Open}{name}{Close}", StringComparison.Ordinal)
        );

    public static string Show(string scalar) => scalar.Replace(Open, '{').Replace(Close, '}');
}
