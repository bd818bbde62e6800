namespace Assay.Toolkit;

/// <summary>A place in a file, as editors and runners' annotations count: lines and columns from 1.</summary>
/// <param name="File">Path from the repository's root, with forward slashes.</param>
/// <param name="Line">Line from 1, or null for the whole file.</param>
/// <param name="Column">Column from 1, or null for the whole line.</param>
public sealed record SourceLocation(string File, int? Line = null, int? Column = null)
{
    /// <summary><c>file:line:column</c>, as far as it is known.</summary>
    public override string ToString() =>
        (Line, Column) switch
        {
            (null, _) => File,
            (_, null) => $"{File}:{Line}",
            _ => $"{File}:{Line}:{Column}",
        };
}
