using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Serving;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Serving.Models;

/// <summary>Reads the answers to some rows out of the model's output.</summary>
/// <param name="kind">What the output is.</param>
/// <param name="classes">The order that scores are wanted in.</param>
internal sealed class OutputReader(OutputKind kind, ImmutableArray<string> classes)
{
    private int[]? _orderOfMaps;

    /// <summary>
    /// Takes the answers to <paramref name="count"/> rows from <paramref name="start"/> of <paramref name="total"/> as those of
    /// the request's rows from <paramref name="row"/>.
    /// </summary>
    /// <exception cref="ModelError">when the output is not what model.json says.</exception>
    public void Read(OrtValue output, int total, int start, int count, Answers to, int row)
    {
        switch (kind)
        {
            case OutputKind.Scores:
                ReadScores(output, total, start, count, to, row);
                break;
            case OutputKind.Maps:
                ReadMaps(output, start, count, to, row);
                break;
            default:
                to.Label(row, LabelsOf(output).AsSpan(start, count));
                break;
        }
    }

    private static void ReadScores(OrtValue output, int total, int start, int count, Answers to, int row)
    {
        var info = output.GetTensorTypeAndShape();
        if (info.ElementCount == 0 || info.ElementCount % total != 0)
        {
            throw new ModelError($"the model gave {info.ElementCount} scores for {total} rows");
        }

        var width = (int)(info.ElementCount / total);
        if (info.ElementDataType == TensorElementType.Float)
        {
            Widen(
                output.GetTensorDataAsSpan<float>().Slice(start * width, count * width),
                to.Room(row, count, width, isSingle: true)
            );
        }
        else
        {
            output
                .GetTensorDataAsSpan<double>()
                .Slice(start * width, count * width)
                .CopyTo(to.Room(row, count, width, isSingle: false));
        }
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (var k = 0; k < from.Length; k++)
        {
            to[k] = from[k];
        }
    }

    private void ReadMaps(OrtValue output, int start, int count, Answers to, int row)
    {
        for (var i = 0; i < count; i++)
        {
            using var map = output.GetValue(start + i, OrtAllocator.DefaultInstance);
            using var values = map.GetValue(1, OrtAllocator.DefaultInstance);
            var scores = values.GetTensorDataAsSpan<float>();
            _orderOfMaps ??= OrderOf(map);
            if (scores.Length != _orderOfMaps.Length)
            {
                throw new ModelError($"the model gave {scores.Length} scores for {_orderOfMaps.Length} classes");
            }

            var room = to.Room(row + i, 1, scores.Length, isSingle: true);
            for (var k = 0; k < scores.Length; k++)
            {
                room[_orderOfMaps[k]] = scores[k];
            }
        }
    }

    // A map's keys are sorted, the classes need not be.
    private int[] OrderOf(OrtValue map)
    {
        using var tensor = map.GetValue(0, OrtAllocator.DefaultInstance);
        var keys = LabelsOf(tensor);
        return classes.IsEmpty ? [.. keys.Select((_, k) => k)]
            : keys.Length == classes.Length && keys.All(classes.Contains)
                ? [.. keys.Select(key => classes.IndexOf(key))]
            : throw new ModelError(
                $"the model scores the classes {string.Join(", ", keys)}, and {ServedModel.FileName} says {string.Join(", ", classes)}"
            );
    }

    private static string[] LabelsOf(OrtValue tensor) =>
        tensor.GetTensorTypeAndShape().ElementDataType switch
        {
            TensorElementType.String => tensor.GetStringTensorAsArray(),
            TensorElementType.Int64 => Spelled(tensor.GetTensorDataAsSpan<long>()),
            TensorElementType.Int32 => Spelled(tensor.GetTensorDataAsSpan<int>()),
            TensorElementType.Float => Spelled(tensor.GetTensorDataAsSpan<float>()),
            TensorElementType.Double => Spelled(tensor.GetTensorDataAsSpan<double>()),
            TensorElementType.Bool => Array.ConvertAll(
                tensor.GetTensorDataAsSpan<bool>().ToArray(),
                v => v ? "true" : "false"
            ),
            var other => throw new ModelError($"the model gives labels of type {other}"),
        };

    private static string[] Spelled<T>(ReadOnlySpan<T> labels)
        where T : IFormattable =>
        Array.ConvertAll(labels.ToArray(), v => v.ToString(null, CultureInfo.InvariantCulture));
}
