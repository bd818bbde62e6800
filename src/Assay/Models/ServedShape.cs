using System.Collections.Immutable;
using Assay.Core.Serving;
using Assay.Toolkit;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models;

/// <summary>What a server must know of an ONNX model's inputs and outputs, by the rules of <c>docs/onnx.md</c>.</summary>
/// <param name="Columns">The columns of a row.</param>
/// <param name="Inputs">The inputs that take them.</param>
/// <param name="Output">The output that holds the answers.</param>
/// <param name="Classes">The classes that the model names, in the order of its scores; empty when it names none.</param>
internal sealed record ServedShape(
    ImmutableArray<ServedColumn> Columns,
    ImmutableArray<ServedInput> Inputs,
    ServedOutput Output,
    ImmutableArray<string> Classes
)
{
    /// <summary>Reads the shape of a model.</summary>
    /// <param name="fullPath">Absolute path of the model.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <param name="features">Names of the data's columns but id and target, in file order; empty when there are no data here.</param>
    /// <exception cref="InputError">when it is no ONNX model, or does not say which columns it takes.</exception>
    internal static ServedShape Read(string fullPath, string shown, ImmutableArray<string> features)
    {
        using var session = OnnxFile.Open(fullPath, shown);
        var signature = ModelSignature.Of(shown, session.ModelMetadata.CustomMetadataMap);
        var output = ScoreOutput.Of(shown, session.OutputMetadata);
        var (columns, inputs) =
            session.InputMetadata.Count == 1 && IsMatrix(session.InputMetadata.First(), signature, features)
                ? Matrix(shown, session.InputMetadata.First(), signature, features)
                : ByName(shown, session.InputMetadata, signature);
        var kind =
            output.IsLabels ? OutputKind.Labels
            : output.IsMaps ? OutputKind.Maps
            : OutputKind.Scores;
        return new ServedShape(columns, inputs, new ServedOutput(output.Name, kind), signature.Classes);
    }

    private static bool IsMatrix(
        KeyValuePair<string, NodeMetadata> input,
        ModelSignature signature,
        ImmutableArray<string> features
    ) =>
        input.Value is { IsTensor: true, Dimensions: [_, var width] }
        && (width != 1 || (!features.Contains(input.Key) && signature.Inputs.IsEmpty))
        && input.Value.ElementDataType != TensorElementType.String;

    private static (ImmutableArray<ServedColumn>, ImmutableArray<ServedInput>) Matrix(
        string shown,
        KeyValuePair<string, NodeMetadata> input,
        ModelSignature signature,
        ImmutableArray<string> features
    )
    {
        var names = signature.Features.IsEmpty ? features : signature.Features;
        var width = input.Value.Dimensions[1];
        if (names.IsEmpty || (width > 0 && names.Length != width))
        {
            throw OnnxFile.Refused(
                shown,
                $"which columns the model's input '{input.Key}' takes cannot be told: name {(width > 0 ? $"the {width}" : "them")} in "
                    + $"order in the model's metadata '{ModelSignature.FeaturesKey}'"
            );
        }

        var element = Element(shown, input);
        return (
            [.. names.Select(name => Column(name, element, signature))],
            [new ServedInput(input.Key, element, IsFlat: false, [.. Enumerable.Range(0, names.Length)])]
        );
    }

    private static (ImmutableArray<ServedColumn>, ImmutableArray<ServedInput>) ByName(
        string shown,
        IReadOnlyDictionary<string, NodeMetadata> inputs,
        ModelSignature signature
    )
    {
        var odd = inputs.FirstOrDefault(i => i.Value is not { IsTensor: true, Dimensions: [_] or [_, 1 or -1] });
        return odd.Key is null
            ? (
                [.. inputs.Select(i => Column(i.Key, Element(shown, i), signature))],
                [
                    .. inputs.Select(
                        (i, at) => new ServedInput(i.Key, Element(shown, i), i.Value.Dimensions.Length == 1, [at])
                    ),
                ]
            )
            : throw OnnxFile.Refused(
                shown,
                $"the input '{odd.Key}' is neither one for all columns, [N, F], nor one for a column, [N, 1] or [N]"
            );
    }

    private static ServedColumn Column(string name, InputElement element, ModelSignature signature)
    {
        var said = signature.Find(name);
        var type = element switch
        {
            InputElement.Float or InputElement.Double => ColumnType.Number,
            InputElement.Int32 or InputElement.Int64 => ColumnType.Integer,
            InputElement.Bool => ColumnType.Boolean,
            _ => ColumnType.Text,
        };
        return new ServedColumn(
            name,
            type,
            said?.Missing ?? type is ColumnType.Number or ColumnType.Text,
            said?.Categories,
            said?.Min,
            said?.Max
        );
    }

    private static InputElement Element(string shown, KeyValuePair<string, NodeMetadata> input) =>
        input.Value.ElementDataType switch
        {
            TensorElementType.Float => InputElement.Float,
            TensorElementType.Double => InputElement.Double,
            TensorElementType.Int64 => InputElement.Int64,
            TensorElementType.Int32 => InputElement.Int32,
            TensorElementType.Bool => InputElement.Bool,
            TensorElementType.String => InputElement.String,
            var other => throw OnnxFile.Refused(
                shown,
                $"input '{input.Key}' holds {other.ToString().ToLowerInvariant()}; expected float, double, int64, int32, bool or string"
            ),
        };
}
