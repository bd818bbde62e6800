namespace Assay.Serving.Models;

/// <summary>How much of the model's work may be under way.</summary>
/// <param name="Runners">Batches that run at the same time.</param>
/// <param name="Waiting">Requests that may wait.</param>
/// <param name="BatchRows">Rows that requests are put together to; one that has more runs alone.</param>
internal sealed record PredictorLimits(int Runners, int Waiting, int BatchRows);
