using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>How a file of metrics or params is written; its name tells.</summary>
internal static class LogFormat
{
    /// <exception cref="InputError">when it is not well formed.</exception>
    public static LoggedNode ParseTree(string text, string file) =>
        Extension(file) switch
        {
            ".json" => LoggedJson.Parse(text, file),
            ".jsonl" or ".ndjson" => new LoggedList([.. ParseLines(text, file)], new SourceLocation(file)),
            ".yaml" or ".yml" => LoggedYaml.Parse(text, file),
            _ => throw Unknown(file, ".json, .jsonl, .yaml"),
        };

    /// <summary>The table in the file, or null when the file holds a tree.</summary>
    /// <exception cref="InputError">when it is not well formed.</exception>
    public static LoggedTable? ParseTable(string text, string file) =>
        Extension(file) switch
        {
            ".csv" => LoggedTable.Parse(text, ',', file),
            ".tsv" => LoggedTable.Parse(text, '\t', file),
            ".json" or ".jsonl" or ".ndjson" or ".yaml" or ".yml" => null,
            _ => throw Unknown(file, ".json, .jsonl, .yaml, .csv or .tsv"),
        };

    private static IEnumerable<LoggedNode> ParseLines(string text, string file) =>
        text.Split('\n')
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(l => !string.IsNullOrWhiteSpace(l.Line))
            .Select(l => LoggedJson.Parse(l.Line, file, l.Number));

    private static string Extension(string file) => Path.GetExtension(file).ToLowerInvariant();

    private static InputError Unknown(string file, string known) =>
        new($"the name must tell the format: it ends with none of {known}", new SourceLocation(file));
}
