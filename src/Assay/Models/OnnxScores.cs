using System.Collections.Immutable;
using Assay.Core.Evidence;

namespace Assay.Models;

/// <summary>What a model answered to the validation rows.</summary>
/// <param name="Predictions">Its scores, a row each, in the order of the rows.</param>
/// <param name="Notes">What a reader should know, a sentence each.</param>
internal sealed record OnnxScores(Predictions Predictions, ImmutableArray<string> Notes);
