using Assay.Toolkit;
using YamlDotNet.Core;

namespace Assay.Settings.Yaml;

/// <summary>A text that is not YAML, told with its place and what to do.</summary>
internal static class SyntaxProblem
{
    public static Problem Of(YamlException error, string text, string file)
    {
        var lines = text.Split('\n');
        // The parser places a tab at the beginning of the mapping that it indents.
        var isTab = error.Message.Contains("tab", StringComparison.Ordinal);
        var tabbed = isTab ? Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t')) : -1;
        if (tabbed >= 0)
        {
            var column = lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1;
            return new Problem("a tab indents this line; indent with spaces", new(file, tabbed + 1, column));
        }

        var (line, at) = ((int)error.Start.Line, (int)error.Start.Column);
        var isInText = line <= lines.Length && at <= lines[line - 1].Length;
        var isAtEnd = line >= lines.Length && !isInText;
        var hint =
            isAtEnd ? "; a [, { or quote before here is not closed"
            : isInText ? Hint(error.Message, lines[line - 1][at - 1])
            : "";
        var reason = char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.');
        return new Problem($"is not valid YAML: {reason}{hint}", new(file, line, at));
    }

    public static Problem Unclosed(string file, int line, int column) =>
        new("is not valid YAML: a [ or { near here is not closed", new(file, line, column));

    private static string Hint(string message, char character) =>
        character switch
        {
            '@' or '`' or '%' or '&' or '*' or '!' => $"; put a value that begins with {character} in quotes",
            '{' or '[' => $"; put a text with {character} in it in quotes",
            _ when message.Contains("invalid mapping", StringComparison.Ordinal) =>
                "; put a text with ': ' in it in quotes, and check the indentation",
            _ when message.Contains("expected key", StringComparison.Ordinal) => "; check the indentation",
            _ => "",
        };
}
