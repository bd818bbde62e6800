using Microsoft.ML.OnnxRuntime;

namespace Assay.Models;

/// <summary>Values for one input of a model, ready to be cut into batches.</summary>
/// <param name="Name">The input.</param>
/// <param name="Flat">Whether the input is [N] rather than [N, columns].</param>
internal abstract record InputFeed(string Name, bool Flat)
{
    /// <summary>The rows from <paramref name="start"/> as a tensor; rows beyond the last repeat it.</summary>
    internal abstract OrtValue Batch(int start, int count);

    protected long[] Shape(int rows, int columns) => Flat ? [rows] : [rows, columns];
}

/// <summary>Numbers, one column or several side by side.</summary>
/// <param name="Name">The input.</param>
/// <param name="Flat">Whether the input is [N].</param>
/// <param name="Columns">A number a row each.</param>
/// <param name="Convert">To the input's element type.</param>
internal sealed record NumberFeed<T>(string Name, bool Flat, double[][] Columns, Func<double, T> Convert)
    : InputFeed(Name, Flat)
    where T : unmanaged
{
    internal override OrtValue Batch(int start, int count)
    {
        var values = new T[count * Columns.Length];
        for (var k = 0; k < Columns.Length; k++)
        {
            for (var row = 0; row < count; row++)
            {
                var at = Math.Min(start + row, Columns[k].Length - 1);
                values[(row * Columns.Length) + k] = Convert(Columns[k][at]);
            }
        }

        return OrtValue.CreateTensorValueFromMemory(values, Shape(count, Columns.Length));
    }
}

/// <summary>Text, one column.</summary>
/// <param name="Name">The input.</param>
/// <param name="Flat">Whether the input is [N].</param>
/// <param name="Values">A text a row.</param>
internal sealed record TextFeed(string Name, bool Flat, string[] Values) : InputFeed(Name, Flat)
{
    internal override OrtValue Batch(int start, int count)
    {
        var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape(count, 1));
        for (var row = 0; row < count; row++)
        {
            tensor.StringTensorSetElementAt(Values[Math.Min(start + row, Values.Length - 1)].AsSpan(), row);
        }

        return tensor;
    }
}
