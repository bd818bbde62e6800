using Assay.Serving.Models;

namespace Assay.Serving.Server;

/// <summary>How much a model server takes on.</summary>
/// <param name="MostRows">Rows of one request.</param>
/// <param name="Limits">Work under way.</param>
internal sealed record ServerSettings(int MostRows, PredictorLimits Limits);
