using Assay.Core.Tables;

namespace Assay.Core.Evidence;

/// <summary>The held-out rows that a gate judges by, in file order.</summary>
public sealed record ValidationRows
{
    /// <summary>The file as messages name it: a path in the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The column of labels.</summary>
    public required string Target { get; init; }

    /// <summary>The column that identifies a row, or null when rows pair by order.</summary>
    public string? Id { get; init; }

    /// <summary>An id a row, all different; null without an id column.</summary>
    public string[]? Ids { get; init; }

    /// <summary>A label a row as the file writes it, never missing.</summary>
    public required string[] Labels { get; init; }

    /// <summary>All columns but id and target.</summary>
    public required Table Features { get; init; }

    /// <summary>Rows.</summary>
    public int Count => Labels.Length;
}
