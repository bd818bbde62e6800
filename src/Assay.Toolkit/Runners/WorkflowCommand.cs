using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Toolkit.Runners;

/// <summary>
/// The lines by which a job speaks to GitHub's runner: <c>::name key=value,…::data</c>. Escapes as in actions/toolkit's
/// command.ts; what counts as one as in actions/runner's ActionCommand.cs.
/// </summary>
internal static class WorkflowCommand
{
    private const string Prefix = "::";
    private const string OldPrefix = "##[";

    /// <summary>Writes a command.</summary>
    public static string Write(string name, string data, params ImmutableArray<(string Key, string Value)> properties)
    {
        var list = string.Join(",", properties.Select(p => $"{p.Key}={EscapeProperty(p.Value)}"));
        return $"::{name}{(list.Length > 0 ? " " + list : "")}::{EscapeData(data)}";
    }

    /// <summary>Properties of an annotation.</summary>
    public static ImmutableArray<(string Key, string Value)> Properties(SourceLocation? location)
    {
        var properties = ImmutableArray.CreateBuilder<(string, string)>();
        if (location is not null)
        {
            properties.Add(("file", location.File));
            Add("line", location.Line);
            Add("col", location.Line is null ? null : location.Column);
        }

        return properties.ToImmutable();

        void Add(string key, int? number)
        {
            if (number is { } value)
            {
                properties.Add((key, value.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    /// <summary>Whether the runner could take a line of ours, that is only text, as a command.</summary>
    public static bool IsPossibly(string line) =>
        line.AsSpan().TrimStart().StartsWith(Prefix) || line.Contains(OldPrefix, StringComparison.Ordinal);

    /// <summary>Text after the last <c>::</c>.</summary>
    public static string EscapeData(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>The value of a property.</summary>
    public static string EscapeProperty(string text) =>
        EscapeData(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
