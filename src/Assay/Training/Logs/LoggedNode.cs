using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Training.Logs;

/// <summary>A value of a JSON or YAML file with its place, so that a later complaint can name it.</summary>
internal abstract record LoggedNode(SourceLocation Location)
{
    /// <summary>Deeper files are not read: nobody writes them, and they would overflow a stack.</summary>
    public const int MaxDepth = 64;
}

/// <summary>A text, number, truth value or null, as it was written.</summary>
internal sealed record LoggedScalar(string Text, SourceLocation Location) : LoggedNode(Location);

internal sealed record LoggedList(ImmutableArray<LoggedNode> Items, SourceLocation Location) : LoggedNode(Location);

internal sealed record LoggedMap(ImmutableArray<LoggedEntry> Entries, SourceLocation Location) : LoggedNode(Location)
{
    public LoggedNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;
}

internal sealed record LoggedEntry(string Key, LoggedNode Value);
