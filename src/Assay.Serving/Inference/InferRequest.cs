using System.Collections.Immutable;

namespace Assay.Serving.Inference;

/// <summary>What a request says beside its tensors.</summary>
/// <param name="Id">Its id, which is answered back; null without one.</param>
/// <param name="Outputs">The outputs that are wanted; empty for all.</param>
internal readonly record struct InferRequest(string? Id, ImmutableArray<string> Outputs);
