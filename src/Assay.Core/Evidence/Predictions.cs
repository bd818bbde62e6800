using Assay.Core.Tables;

namespace Assay.Core.Evidence;

/// <summary>What a model answered, row by row, before it is joined to the labels.</summary>
/// <param name="Source">Where it comes from as messages name it: <c>out/predictions.csv</c>, <c>out/model.onnx</c>.</param>
/// <param name="Ids">An id a row; null when rows stand in the order of the validation rows.</param>
/// <param name="Columns">Scores, and whatever else there is, without the id.</param>
public sealed record Predictions(string Source, string[]? Ids, Table Columns);
