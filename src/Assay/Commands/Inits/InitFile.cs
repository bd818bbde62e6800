namespace Assay.Commands.Inits;

/// <summary>A file that is to be in a repository.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">What is to be in it.</param>
internal sealed record InitFile(string Path, string Text);

/// <summary>What became of a file.</summary>
internal enum InitState
{
    /// <summary>It was not there, or was to be replaced.</summary>
    Written,

    /// <summary>It says that already.</summary>
    Unchanged,

    /// <summary>It says something else, and stays.</summary>
    Kept,
}

/// <summary>A file and what became of it.</summary>
/// <param name="Path">From the root.</param>
/// <param name="State">What became of it.</param>
/// <param name="Difference">Where a file that was kept differs: <c>line 8</c>.</param>
internal sealed record InitOutcome(string Path, InitState State, string? Difference);
