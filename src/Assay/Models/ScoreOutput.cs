using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Toolkit;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models;

/// <summary>The output of a model that holds its scores, and how to read it.</summary>
/// <param name="Name">The output.</param>
/// <param name="IsMaps">Whether it is a sequence of maps from class to score, as ZipMap makes it.</param>
/// <param name="IsLabels">Whether it holds labels, because the model gives no scores.</param>
internal sealed record ScoreOutput(string Name, bool IsMaps, bool IsLabels)
{
    private static readonly ImmutableArray<string> TellingParts = ["prob", "score"];

    /// <summary>
    /// Of the outputs with floating-point numbers, or maps to them, the only one, else the only one whose name holds
    /// <c>prob</c> or <c>score</c>; where there is none, the only output of labels.
    /// </summary>
    /// <exception cref="InputError">when that leaves none or several.</exception>
    internal static ScoreOutput Of(string shown, IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        var scores = outputs.Where(o => HoldsScores(o.Value)).ToList();
        var telling = scores
            .Where(o => TellingParts.Any(p => o.Key.Contains(p, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var chosen = scores.Count == 1 ? scores : telling;
        if (chosen.Count == 1)
        {
            return new ScoreOutput(chosen[0].Key, !chosen[0].Value.IsTensor, IsLabels: false);
        }

        return scores.Count == 0 && outputs.Count == 1 && outputs.First().Value.IsTensor
            ? new ScoreOutput(outputs.First().Key, IsMaps: false, IsLabels: true)
            : throw OnnxFile.Refused(
                shown,
                $"which of the model's outputs holds the scores cannot be told: {Quoted.List([.. outputs.Keys], 20)}; leave one output of floats, or call one 'probability' or 'score'"
            );
    }

    private static bool HoldsScores(NodeMetadata output) =>
        output.OnnxValueType == OnnxValueType.ONNX_TYPE_SEQUENCE
            ? output.AsSequenceMetadata().ElementMeta.OnnxValueType == OnnxValueType.ONNX_TYPE_MAP
            : output is { IsTensor: true, ElementDataType: TensorElementType.Float or TensorElementType.Double };
}
