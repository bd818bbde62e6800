namespace Assay.Serving.Rows;

/// <summary>What is wrong with a value that a request brought.</summary>
/// <param name="Row">The row, counted from 1.</param>
/// <param name="Column">The column; null when it is the row itself.</param>
/// <param name="Message">What was expected, and what came.</param>
internal sealed record RowProblem(int Row, string? Column, string Message);
