using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Tables;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models;

/// <summary>What a model answered so far, batch by batch.</summary>
/// <param name="shown">The model as messages name it.</param>
/// <param name="output">Where its scores are.</param>
/// <param name="count">Rows in all.</param>
internal sealed class ScoreRows(string shown, ScoreOutput output, int count)
{
    private double[] _scores = [];
    private int _width;

    /// <summary>Labels, when the model gives no scores.</summary>
    internal string?[] Labels { get; } = output.IsLabels ? new string?[count] : [];

    /// <summary>The keys of the maps, when the output is maps.</summary>
    internal ImmutableArray<string> Keys { get; private set; } = [];

    /// <summary>Scores a row.</summary>
    internal int Width => _width;

    /// <summary>The scores of one class.</summary>
    internal NumberColumn Column(string name, int index) =>
        new(name, [.. Enumerable.Range(0, count).Select(row => _scores[(row * _width) + index])]);

    /// <summary>Takes in the answer for <paramref name="rows"/> rows from <paramref name="start"/>; what is beyond the last row is dropped.</summary>
    /// <exception cref="Toolkit.InputError">when the answer has another shape than a score, or some, a row.</exception>
    internal void Add(OrtValue answer, int start, int rows)
    {
        if (output.IsLabels)
        {
            LabelsOf(answer).Take(Math.Min(rows, count - start)).ToArray().CopyTo(Labels, start);
        }
        else if (output.IsMaps)
        {
            AddMaps(answer, start, rows);
        }
        else
        {
            AddTensor(answer, start, rows);
        }
    }

    private void AddTensor(OrtValue answer, int start, int rows)
    {
        var shape = answer.GetTensorTypeAndShape().Shape;
        if (shape is not ([_] or [_, _]) || shape[0] != rows)
        {
            throw OnnxFile.Refused(
                shown,
                $"output '{output.Name}' is [{string.Join(", ", shape)}] for {rows} rows; expected one score a row, or one a class"
            );
        }

        Allot(shape.Length == 1 ? 1 : (int)shape[1]);
        var numbers = Numbers(answer);
        numbers.AsSpan(0, Math.Min(rows, count - start) * _width).CopyTo(_scores.AsSpan(start * _width));
    }

    private void AddMaps(OrtValue answer, int start, int rows)
    {
        for (var row = 0; row < Math.Min(rows, count - start); row++)
        {
            using var map = answer.GetValue(row, OrtAllocator.DefaultInstance);
            using var keys = map.GetValue(0, OrtAllocator.DefaultInstance);
            using var values = map.GetValue(1, OrtAllocator.DefaultInstance);
            if (Keys.IsEmpty)
            {
                Keys = [.. LabelsOf(keys)];
                Allot(Keys.Length);
            }

            Numbers(values).CopyTo(_scores.AsSpan((start + row) * _width));
        }
    }

    private void Allot(int width)
    {
        if (_scores.Length == 0)
        {
            _width = width;
            _scores = new double[count * width];
        }
    }

    private static double[] Numbers(OrtValue tensor) =>
        tensor.GetTensorTypeAndShape().ElementDataType == TensorElementType.Double
            ? tensor.GetTensorDataAsSpan<double>().ToArray()
            : Array.ConvertAll(tensor.GetTensorDataAsSpan<float>().ToArray(), v => (double)v);

    private static IEnumerable<string> LabelsOf(OrtValue tensor) =>
        tensor.GetTensorTypeAndShape().ElementDataType switch
        {
            TensorElementType.String => tensor.GetStringTensorAsArray(),
            TensorElementType.Int64 => tensor.GetTensorDataAsSpan<long>().ToArray().Select(Text),
            TensorElementType.Int32 => tensor.GetTensorDataAsSpan<int>().ToArray().Select(v => Text(v)),
            _ => Numbers(tensor).Select(v => v.ToString("R", CultureInfo.InvariantCulture)),
        };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
