using Assay.Core.Serving;
using Assay.Serving.Rows;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Serving.Models;

/// <summary>The tensor of one input, filled anew for every batch.</summary>
/// <param name="input">The input.</param>
internal abstract class InputBuffer(ServedInput input) : IDisposable
{
    private int _rows = -1;

    /// <summary>The tensor of the rows that were begun.</summary>
    public OrtValue? Tensor { get; private set; }

    protected ServedInput Input => input;

    /// <summary>Makes the tensor have as many rows; what it held is gone.</summary>
    public void Begin(int rows)
    {
        if (rows == _rows)
        {
            return;
        }

        Tensor?.Dispose();
        Tensor = Allot(rows, input.IsFlat ? [rows] : [rows, input.Columns.Length]);
        _rows = rows;
    }

    /// <summary>
    /// Copies <paramref name="count"/> rows of a request from <paramref name="start"/> to the tensor's rows from
    /// <paramref name="at"/>; beyond the last row it is repeated.
    /// </summary>
    public abstract void Fill(RowBatch rows, int start, int count, int at);

    public void Dispose() => Tensor?.Dispose();

    protected abstract OrtValue Allot(int rows, long[] shape);

    public static InputBuffer Of(ServedInput input, RowPlan plan) =>
        input.Element switch
        {
            InputElement.Float => new NumberBuffer<float>(input, plan, v => (float)v, v => v),
            InputElement.Double => new NumberBuffer<double>(input, plan, v => v, v => v),
            InputElement.Int64 => new NumberBuffer<long>(input, plan, v => (long)v, v => v),
            InputElement.Int32 => new NumberBuffer<int>(input, plan, v => (int)v, v => (int)v),
            InputElement.Bool => new NumberBuffer<bool>(input, plan, v => v != 0, v => v != 0),
            InputElement.String => new TextBuffer(input, plan),
            var other => throw new StartError($"{ServedModel.FileName}: input '{input.Name}' holds {other}"),
        };
}
