namespace Assay.Serving.Rows;

/// <summary>What the 64 bits of a cell are.</summary>
internal enum CellKind
{
    /// <summary>A double; NaN where the value is missing.</summary>
    Number,

    /// <summary>A whole number, which is never missing: the inputs that want one have no place for that.</summary>
    Whole,

    /// <summary>A <see cref="TextCell"/>.</summary>
    Text,
}
